"""The family tree of a practice, from wherever one looks at it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage
from portal.practices.selectors.adaptations import MOST_SHOWN, adaptation_family
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db


def adapt(child, parent, **words):
    return PracticeLink.objects.create(
        practice=child, to=parent, kind=LinkKind.ADAPTED_FROM, **words
    )


def family(practice):
    return adaptation_family(practice, visible=PracticePage.objects.visible_to_all())


def trees(practice):
    return titles(family(practice).trees)


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
        assert trees(circles[title]) == [
            ("Southwark", [("Rochdale", [("Oldham", []), ("Wigan", [])])])
        ]

    def test_says_what_was_changed_and_why_and_where_the_reader_is(self, circles):
        [first] = family(circles["Rochdale"]).trees
        [adapted] = first.children

        assert (adapted.what_changed, adapted.why) == ("The fees.", "It never paid its way.")
        assert (first.is_here, adapted.is_here) == (False, True)
        assert (first.is_adapted, adapted.is_adapted) == (False, True)

    def test_is_empty_where_nothing_was_adapted(self):
        assert family(PracticePageFactory()) is None

    def test_shows_a_practice_with_two_parents_under_both(self, circles):
        other = PracticePageFactory(title="Another start")
        adapt(circles["Wigan"], other)

        assert trees(other) == [
            ("Another start", [("Wigan", [])]),
            ("Southwark", [("Rochdale", [("Oldham", []), ("Wigan", [])])]),
        ]

    def test_draws_what_came_of_it_once_however_many_lines_lead_there(self, circles):
        adapt(circles["Wigan"], circles["Oldham"])
        adapt(PracticePageFactory(title="Leigh"), circles["Wigan"])

        assert trees(circles["Wigan"]) == [
            (
                "Southwark",
                [("Rochdale", [("Oldham", [("Wigan", [("Leigh", [])])]), ("Wigan", [])])],
            )
        ]

    def test_names_no_hidden_practice(self, circles):
        circles["Rochdale"].unpublish()

        assert family(circles["Wigan"]) is None

    def test_costs_four_queries_however_large_it_is(self, circles, django_assert_num_queries):
        visible = PracticePage.objects.visible_to_all()
        adaptation_family(circles["Wigan"], visible=visible)

        with django_assert_num_queries(4):
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

        assert trees(circles["Rochdale"]) == [
            ("Southwark", [("Rochdale", [("Oldham", []), ("Wigan", [])])])
        ]


class TestALargeFamily:
    @pytest.fixture
    def crowd(self, circles):
        """What was adapted from Wigan, far more than one drawing holds."""
        children = PracticePageFactory.create_batch(MOST_SHOWN + 5)
        for child in children:
            adapt(child, circles["Wigan"])
        return children

    def test_is_drawn_from_where_it_comes_to_the_nearest_kin(self, circles, crowd):
        found = family(circles["Wigan"])

        assert (found.drawn, found.total) == (MOST_SHOWN, len(circles) + len(crowd))
        [(first, [(second, children)])] = titles(found.trees)
        assert (first, second) == ("Southwark", "Rochdale")
        assert "Wigan" in [title for title, _below in children]

    def test_says_how_many_more_there_are_and_where(self, circles, crowd):
        [southwark] = family(circles["Wigan"]).trees
        [rochdale] = southwark.children
        wigan = next(node for node in rochdale.children if node.is_here)

        assert len(wigan.children) + wigan.more == len(crowd)
        assert wigan.more_url == reverse("adaptation_list", args=[circles["Wigan"].pk])
        # Oldham is as near as Wigan's own, and came later.
        assert len(rochdale.children) + rochdale.more == 2

    def test_costs_no_more_queries(self, circles, crowd, django_assert_num_queries):
        visible = PracticePage.objects.visible_to_all()
        adaptation_family(circles["Wigan"], visible=visible)

        with django_assert_num_queries(4):
            adaptation_family(circles["Wigan"], visible=visible)

    def test_is_not_walked_once_for_each_way_through_it(self, circles):
        above = circles["Wigan"]
        for number in range(6):
            left, right, below = (
                PracticePageFactory(title=f"{side} {number}") for side in ("Left", "Right", "Below")
            )
            adapt(left, above)
            adapt(right, above)
            adapt(below, left)
            adapt(below, right)
            above = below

        def size(nodes):
            return sum(1 + size(node.children) for node in nodes)

        assert size(family(circles["Wigan"]).trees) < 2 * MOST_SHOWN
