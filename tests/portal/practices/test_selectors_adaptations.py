"""The family tree of a practice, from wherever one looks at it."""

import pytest
from django.core.exceptions import ValidationError

from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage
from portal.practices.selectors.adaptations import adaptation_family
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db


def adapt(child, parent, **words):
    return PracticeLink.objects.create(
        practice=child, to=parent, kind=LinkKind.ADAPTED_FROM, **words
    )


def family(practice):
    return adaptation_family(practice, visible=PracticePage.objects.visible_to_all())


def titles(trees):
    return [(tree.title, titles(tree.children)) for tree in trees]


@pytest.fixture
def circles():
    """Southwark, which Rochdale adapted, which Oldham and Wigan adapted."""
    southwark, rochdale, oldham, wigan = (
        PracticePageFactory(title=title) for title in ("Southwark", "Rochdale", "Oldham", "Wigan")
    )
    adapt(rochdale, southwark, what_changed="The fees.", why="It never paid its way.")
    adapt(oldham, rochdale)
    adapt(wigan, rochdale)
    return {page.title: page for page in (southwark, rochdale, oldham, wigan)}


class TestAdaptationFamily:
    @pytest.mark.parametrize("title", ["Southwark", "Rochdale", "Wigan"])
    def test_is_the_same_tree_from_every_member(self, circles, title):
        assert titles(family(circles[title])) == [
            ("Southwark", [("Rochdale", [("Oldham", []), ("Wigan", [])])])
        ]

    def test_says_what_was_changed_and_why_and_where_the_reader_is(self, circles):
        [first] = family(circles["Rochdale"])
        [adapted] = first.children

        assert (adapted.what_changed, adapted.why) == ("The fees.", "It never paid its way.")
        assert (first.is_here, adapted.is_here) == (False, True)

    def test_is_empty_where_nothing_was_adapted(self):
        assert family(PracticePageFactory()) == []

    def test_shows_a_practice_with_two_parents_under_both(self, circles):
        other = PracticePageFactory(title="Another start")
        adapt(circles["Wigan"], other)

        assert titles(family(other)) == [
            ("Another start", [("Wigan", [])]),
            ("Southwark", [("Rochdale", [("Oldham", []), ("Wigan", [])])]),
        ]

    def test_names_no_hidden_practice(self, circles):
        circles["Rochdale"].unpublish()

        assert family(circles["Wigan"]) == []

    def test_costs_three_queries_however_large_it_is(self, circles, django_assert_num_queries):
        visible = PracticePage.objects.visible_to_all()
        adaptation_family(circles["Wigan"], visible=visible)

        with django_assert_num_queries(3):
            adaptation_family(circles["Wigan"], visible=visible)


class TestCircle:
    def test_is_refused_with_the_way_out(self, circles):
        link = PracticeLink(
            practice=circles["Southwark"], to=circles["Wigan"], kind=LinkKind.ADAPTED_FROM
        )

        with pytest.raises(ValidationError, match="was itself adapted from this one"):
            link.full_clean()

    def test_is_no_matter_for_other_relations(self, circles):
        PracticeLink(
            practice=circles["Southwark"], to=circles["Wigan"], kind=LinkKind.COMPARE_WITH
        ).full_clean()

    def test_that_is_there_all_the_same_is_not_walked_for_ever(self, circles):
        adapt(circles["Rochdale"], circles["Oldham"])

        assert titles(family(circles["Rochdale"])) == [
            ("Southwark", [("Rochdale", [("Oldham", []), ("Wigan", [])])])
        ]
