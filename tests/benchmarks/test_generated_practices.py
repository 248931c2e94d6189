"""The library that the speed of the search is measured on."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from wagtail.models import Page

from portal.practices.models import PracticePage
from search.documents.practice import all_practice_documents
from tests.benchmarks.generated_practices import grow_library
from tests.factories.organisations import (
    AreaFactory,
    ClientGroupFactory,
    OrganisationFactory,
    SectorFactory,
)
from tests.factories.practices import ImpactClaimFactory, PracticePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def real_practices():
    practices = [
        PracticePageFactory(
            title="Peer audits between homes",
            summary="Managers visit another home and say what they saw.",
            results="Fewer complaints came in the year after, and staff stayed longer.",
            lead_organisation=OrganisationFactory(),
            themes=[ThemeFactory(), ThemeFactory()],
            areas=[AreaFactory()],
            sectors=[SectorFactory()],
            client_groups=[ClientGroupFactory()],
        )
        for _ in range(2)
    ]
    for practice in practices:
        ImpactClaimFactory(practice=practice)
    return practices


@pytest.mark.usefixtures("real_practices")
class TestGrownLibrary:
    def test_has_the_wanted_number_of_practices_that_anybody_may_read(self):
        grow_library(7, seed=1, at=AT)
        assert PracticePage.objects.offered().count() == 7
        assert len(list(all_practice_documents())) == 7

    def test_grows_on_from_where_it_is(self):
        grow_library(4, seed=1, at=AT)
        grow_library(7, seed=2, at=AT)
        assert PracticePage.objects.live().count() == 7

    def test_is_a_sound_page_tree(self):
        grow_library(7, seed=1, at=AT)
        assert not any(Page.find_problems())
        assert {page.url_path for page in PracticePage.objects.all()} == {
            f"{page.get_parent().url_path}{page.slug}/" for page in PracticePage.objects.all()
        }

    def test_has_the_shape_of_the_real_practices(self, real_practices):
        grow_library(7, seed=1, at=AT)
        for page in PracticePage.objects.exclude(pk__in=[real.pk for real in real_practices]):
            assert page.themes.count() == 2
            assert page.claims.count() == 1
            assert page.problem == ""
            assert len(page.results.split()) == 11
            assert page.summary

    def test_is_the_same_for_the_same_seed(self, real_practices):
        originals = [real.pk for real in real_practices]
        made = PracticePage.objects.exclude(pk__in=originals).order_by("path")
        texts = []
        for _ in range(2):
            with transaction.atomic():
                grow_library(5, seed=3, at=AT)
                texts.append(list(made.values_list("title", "summary", "slug")))
                transaction.set_rollback(True)
        assert texts[0] == texts[1]
