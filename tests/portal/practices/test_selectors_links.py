"""Links are shown from both ends, and never lead to what is not public."""

import pytest

from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage
from portal.practices.selectors.links import practice_links, same_theme_practices
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


def link(practice, to, kind=LinkKind.ADAPTED_FROM, **fields):
    return PracticeLink.objects.create(practice=practice, to=to, kind=kind, **fields)


def links_of(practice, *, is_draft=False):
    visible = PracticePage.objects.visible_to_all()
    return practice_links(practice, visible=visible, is_draft=is_draft)


def said(related):
    return [(str(practice.relation), practice.title) for practice in related]


@pytest.fixture
def copy():
    return PracticePageFactory(title="Copy")


@pytest.fixture
def original():
    return PracticePageFactory(title="Original")


class TestPracticeLinks:
    @pytest.mark.parametrize(
        ("kind", "onwards", "backwards"),
        [
            (LinkKind.ADAPTED_FROM, "Adapted from", "Adapted by others as"),
            (LinkKind.INSPIRED_BY, "Inspired by", "Inspired"),
            (LinkKind.HELPED_BY, "Helped to start by", "Helped to start"),
            (LinkKind.LED_TO_BY, "Grew out of", "Led to"),
        ],
    )
    def test_read_from_both_ends(self, copy, original, kind, onwards, backwards):
        link(copy, original, kind)

        assert said(links_of(copy).origins) == [(onwards, "Original")]
        assert said(links_of(original).outcomes) == [(backwards, "Copy")]
        assert links_of(copy).outcomes == links_of(original).origins == []

    def test_say_what_was_changed_and_why(self, copy, original):
        link(copy, original, what_changed="The fees.", why="It never paid.", is_our_reading=True)

        [origin] = links_of(copy).origins

        assert (origin.what_changed, origin.why, origin.is_our_reading) == (
            "The fees.",
            "It never paid.",
            True,
        )

    def test_compare_two_practices_that_name_each_other_once(self, copy, original):
        link(copy, original, LinkKind.COMPARE_WITH, why="Ours.")
        link(original, copy, LinkKind.COMPARE_WITH, why="Theirs.")

        assert [practice.why for practice in links_of(copy).comparisons] == ["Ours."]
        assert [practice.why for practice in links_of(original).comparisons] == ["Theirs."]

    def test_compare_from_the_other_end_too(self, copy, original):
        link(copy, original, LinkKind.COMPARE_WITH)

        assert said(links_of(original).comparisons) == [("Compare with", "Copy")]

    @pytest.mark.parametrize(
        "hide", [PracticePage.unpublish, make_private], ids=["draft", "private"]
    )
    @pytest.mark.parametrize("is_draft", [False, True], ids=["page", "preview"])
    def test_leave_out_what_is_not_public_at_either_end(self, copy, original, hide, is_draft):
        link(copy, original)
        link(original, copy, LinkKind.INSPIRED_BY)
        hide(original)

        links = links_of(copy, is_draft=is_draft)

        assert links.origins == links.outcomes == []

    def test_show_an_unsaved_link_in_the_preview_alone(self, copy, original):
        copy.links = [PracticeLink(to=original, kind=LinkKind.ADAPTED_FROM)]

        assert said(links_of(copy, is_draft=True).origins) == [("Adapted from", "Original")]
        assert links_of(copy).origins == []


class TestSameThemePractices:
    def test_come_with_most_themes_in_common_first(self):
        pay, hours, other = (ThemeFactory(slug=slug) for slug in ("pay", "hours", "other"))
        practice = PracticePageFactory(themes=[pay, hours])
        one = PracticePageFactory(title="A", themes=[pay, other])
        both = PracticePageFactory(title="B", themes=[pay, hours])
        PracticePageFactory(themes=[other])

        found = same_theme_practices(
            practice, ["pay", "hours"], offered=PracticePage.objects.offered()
        )

        assert found == [both, one]

    def test_rank_a_stopped_practice_like_any_other(self):
        theme = ThemeFactory(slug="pay")
        practice = PracticePageFactory(themes=[theme])
        stopped = PracticePageFactory(title="A", themes=[theme], stopped=True)
        running = PracticePageFactory(title="B", themes=[theme])

        found = same_theme_practices(practice, ["pay"], offered=PracticePage.objects.offered())

        assert found == [stopped, running]

    def test_leave_out_what_is_not_public(self):
        theme = ThemeFactory(slug="pay")
        practice = PracticePageFactory(themes=[theme])
        PracticePageFactory(themes=[theme], draft=True)
        make_private(PracticePageFactory(themes=[theme]))

        assert same_theme_practices(practice, ["pay"], offered=PracticePage.objects.offered()) == []
