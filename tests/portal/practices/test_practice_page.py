"""A practice's own page: dated, sourced, honest about readings, silent about hidden practices."""

import re

import pytest

from portal.practices.enums import LinkKind, Stage
from portal.practices.models import PracticeLink, PracticePage
from portal.users.roles import Role
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import (
    FindingFactory,
    ImpactClaimFactory,
    PracticePageFactory,
    PracticeSourceFactory,
    ThemeFactory,
    make_private,
)
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 31


@pytest.fixture
def practice():
    practice = PracticePageFactory(
        reference="P63",
        title="Member-led Circle",
        summary="Members lead what goes on.",
        lead_organisation=OrganisationFactory(slug="circle", name="HMR Circle"),
        areas=[AreaFactory(slug="rochdale", name="Rochdale")],
        themes=[ThemeFactory(slug="loneliness", name="Loneliness")],
        stage=Stage.RUNNING,
        stage_as_stated="since 2012",
        as_of="2019-10",
        problem="More people are isolated.",
        what_is_done="Members lead.",
        results="Fewer visits to the GP.",
        what_did_not_work="Councils seldom pay.",
        our_reading=["problem"],
    )
    ImpactClaimFactory(
        practice=practice, value="14.4", unit="%", as_of="2019-10", caution="sample not stated"
    )
    FindingFactory(practice=practice, text="Prevention goes unpaid.")
    PracticeSourceFactory(practice=practice, section="CS4", part="whole case")
    return practice


def page_of(client, practice):
    response = client.get(practice.url)
    assert response.status_code == 200
    return text_of(response)


class TestPracticePage:
    @pytest.mark.parametrize(
        "words",
        [
            "<title>Member-led Circle – Common Practice</title>",
            "Members lead what goes on.",
            'href="/organisations/circle/"',
            'href="/areas/rochdale/"',
            'href="/themes/loneliness/"',
            "Facts as of",
            "October 2019",
            "In the source: since 2012",
            "Level 1: it says what and why",
            "Results are reported. No way of measuring is named.",
            "14.4%",
            "HMR Circle, its own figure",
            "Sample not stated",
            "What is the problem?",
            "What did not work?",
            "Prevention goes unpaid.",
            "case study 4 (HMR Circle), the whole case",
            "Reference: P63.",
            "?theme=loneliness",
            "?organisation=circle",
            "?area=rochdale",
        ],
    )
    def test_shows_what_was_declared(self, client, practice, words):
        assert words in page_of(client, practice)

    def test_leaves_out_headings_without_words(self, client, practice):
        page = page_of(client, practice)

        assert "How does it work?" not in page
        assert "What is looked for" not in page
        assert 'id="comparisons"' not in page

    def test_tells_the_key_facts_before_the_story_and_what_to_do_next_after_it(
        self, client, practice
    ):
        page = page_of(client, practice)

        parts = [">Key facts<", "More people are isolated.", "Tell me when this practice changes"]
        assert [page.count(part) for part in parts] == [1, 1, 1]
        assert [page.index(part) for part in parts] == sorted(map(page.index, parts))

    def test_marks_our_reading_where_it_stands_and_nowhere_else(self, client, practice):
        page = page_of(client, practice)

        assert page.count("Our reading:") == 1
        assert page.index("What is the problem?") < page.index("Our reading:")
        assert page.index("Our reading:") < page.rindex("What changed?")

    @pytest.mark.parametrize(("is_example", "times"), [(True, 1), (False, 0)])
    def test_labels_an_example(self, client, practice, is_example, times):
        PracticePage.objects.filter(pk=practice.pk).update(is_example=is_example)

        assert page_of(client, practice).count("Example: not a real practice") == times

    def test_escapes_what_providers_write(self, client):
        practice = PracticePageFactory(problem="<script>alert(1)</script>", title="<b>Bold</b>")

        page = page_of(client, practice)

        assert "<script>alert(1)" not in page
        assert "<b>Bold" not in page

    def test_costs_few_queries(
        self, client, practice, django_assert_max_num_queries, settings, tmp_path
    ):
        # An index that another test left behind may hold the number of this practice.
        settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
        for _number in range(3):
            PracticeLink.objects.create(
                practice=practice, to=PracticePageFactory(), kind=LinkKind.COMPARE_WITH
            )
        page_of(client, practice)

        with django_assert_max_num_queries(MOST_QUERIES):
            page_of(client, practice)

    def test_shows_a_practice_with_nothing_but_a_title_and_summary(self, client):
        practice = PracticePageFactory(lead_organisation=None, evidence_basis="not-stated")

        assert "It does not yet say what is done and why it matters." in page_of(client, practice)

    def test_shows_an_editor_the_draft(self, practice):
        practice.themes = [ThemeFactory(slug="housing", name="Housing")]
        practice.claims = []

        page = practice.make_preview_request().content.decode()

        assert "/themes/housing/" in page
        assert "/themes/loneliness/" not in page
        assert "14.4%" not in page


class TestContentsOfThePage:
    def test_name_the_parts_in_the_order_in_which_they_stand(self, client, practice):
        other = PracticePageFactory(title="Southwark Circle")
        for kind in (LinkKind.ADAPTED_FROM, LinkKind.COMPARE_WITH, LinkKind.INSPIRED_BY):
            PracticeLink.objects.create(practice=practice, to=other, kind=kind)
        page = client.get(practice.url).content.decode()

        listed = re.findall(r'<li><a class="govuk-link [^>]*href="#([^"]+)"', page)
        shown = re.findall(r'<section class="cp-practice__section[^>]*id="([^"]+)"', page)

        assert {"voices", "origins", "comparisons", "adaptations"} <= set(listed)
        assert listed == [part for part in shown if part not in {"similar", "same-theme"}]


@pytest.mark.parametrize("hide", [PracticePage.unpublish, make_private], ids=["draft", "private"])
class TestHiddenPractice:
    def test_is_named_on_no_page_that_links_to_it(self, client, practice, hide):
        theme = practice.themes.get()
        hidden = PracticePageFactory(title="Hidden practice", themes=[theme])
        PracticeLink.objects.create(practice=practice, to=hidden, kind=LinkKind.ADAPTED_FROM)
        PracticeLink.objects.create(practice=hidden, to=practice, kind=LinkKind.COMPARE_WITH)
        assert page_of(client, practice).count("Hidden practice") == 3

        hide(hidden)

        assert "Hidden practice" not in page_of(client, practice)

    def test_is_not_read_by_a_visitor(self, client, practice, hide):
        hide(practice)

        response = client.get(practice.url)

        assert response.status_code in {302, 404}
        assert b"Members lead" not in response.content


class TestRestrictedPractice:
    def test_is_read_by_somebody_who_may(self, client, practice):
        make_private(practice)
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        assert "Member-led Circle" in page_of(client, practice)
