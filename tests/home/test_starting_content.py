"""The reviewed starting content arrives whole: every practice, link, organisation and source."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count

from home.models import HomePage
from portal import practices
from portal.organisations.models import Area, ClientGroup, Organisation, OrganisationFact, Sector
from portal.practices.enums import FindingKind
from portal.practices.models import (
    Beneficiary,
    Finding,
    ImpactClaim,
    PracticeLink,
    PracticePage,
    PracticeSource,
    Theme,
)
from portal.practices.submission.examples import example_for
from portal.practices.submission.steps import STEPS
from tests.pages import text_of

CONTENT = Path(practices.__file__).parent / "starting_content"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_starting_content")]


def rows_of_the_files():
    return [
        row
        for path in CONTENT.glob("practices_*.json")
        for row in json.loads(path.read_text(encoding="utf-8"))["practices"]
    ]


class TestStartingContent:
    def test_holds_every_practice_of_the_two_papers(self):
        references = PracticePage.objects.visible_to_all().values_list("reference", flat=True)

        assert sorted(references) == [f"P{number:02}" for number in range(1, 87)]

    def test_features_the_three_headline_examples_in_order(self):
        featured = HomePage.objects.get().featured_practices.order_by("sort_order")

        assert [row.practice.reference for row in featured] == ["P01", "P02", "P34"]

    def test_holds_every_organisation_and_vocabulary(self):
        counts = {
            model.__name__: model.objects.count()
            for model in (Organisation, Sector, ClientGroup, Area, Theme, Beneficiary)
        }

        assert counts == {
            "Organisation": 77,
            "Sector": 20,
            "ClientGroup": 12,
            "Area": 52,
            "Theme": 103,
            "Beneficiary": 5,
        }

    def test_resolves_every_link_of_the_files(self):
        stated = {
            (row["reference"], link["to"], link["kind"])
            for row in rows_of_the_files()
            for link in row["links"]
        }

        stored = PracticeLink.objects.values_list("practice__reference", "to__reference", "kind")

        assert set(stored) == stated
        assert ("P63", "P73", "adapted-from") in stated

    def test_gives_every_practice_a_theme_a_source_and_a_date(self):
        lacking = (
            PracticePage.objects.annotate(
                themes_count=Count("themes", distinct=True),
                sources_count=Count("sources", distinct=True),
            )
            .exclude(themes_count__gt=0, sources_count__gt=0)
            .values_list("reference", flat=True)
        )

        assert list(lacking) == []
        assert not PracticePage.objects.filter(as_of="").exists()

    def test_gives_every_figure_a_date_and_every_fact_a_source(self):
        assert ImpactClaim.objects.count() == 32
        assert not ImpactClaim.objects.filter(as_of="").exists()
        assert not OrganisationFact.objects.filter(source="").exists()

    def test_keeps_barriers_enablers_and_wants(self):
        kinds = dict(
            Finding.objects.values_list("kind").annotate(total=Count("pk")).order_by("kind")
        )

        assert set(kinds) == set(FindingKind.values)

    def test_credits_both_papers(self):
        documents = set(PracticeSource.objects.values_list("document", flat=True))

        assert documents == {"webinar-paper", "policy-brief"}

    def test_holds_no_made_up_organisation(self):
        assert not Organisation.objects.filter(is_example=True).exists()
        assert not PracticePage.objects.filter(is_example=True).exists()

    def test_leaves_two_themes_without_a_practice(self):
        gaps = set(Theme.objects.filter(is_gap=True).values_list("slug", flat=True))

        assert gaps == {"outcomes-commissioning", "foundational-economy"}
        assert not PracticePage.objects.filter(themes__slug__in=gaps).exists()

    def test_is_unchanged_when_it_is_loaded_again(self):
        before = {
            model: model.objects.count()
            for model in (PracticePage, Organisation, PracticeLink, ImpactClaim, Theme, Area)
        }
        out = StringIO()

        call_command("load_starting_content", stdout=out)

        counted = [line for line in out.getvalue().splitlines() if "created" in line]
        assert len(counted) == 8
        assert all("0 created, 0 updated" in line for line in counted)
        assert {model: model.objects.count() for model in before} == before

    @pytest.mark.parametrize("reference", ["P22", "P63", "P67", "P83"])
    def test_reads_as_a_page(self, client, reference):
        practice = PracticePage.objects.get(reference=reference)

        response = client.get(practice.url)

        assert response.status_code == 200
        assert f"Reference: {reference}." in text_of(response)


class TestExamples:
    @pytest.mark.parametrize("step", [step.key for step in STEPS if step.key != "rights"])
    def test_of_how_somebody_answered_are_there_for_each_page_of_questions(self, step):
        example = example_for(step)

        assert example.practice.reference
        assert example.answers
