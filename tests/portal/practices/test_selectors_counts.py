"""Counts are those of the lists they lead to."""

import pytest

from portal.practices.models import PracticePage
from portal.practices.selectors.counts import (
    practices_per_branch,
    practices_per_organisation,
    practices_per_tree,
)
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def visible():
    return PracticePage.objects.visible_to_all()


class TestPracticesPerTree:
    def test_agrees_with_the_list_of_every_place(self):
        england = AreaFactory()
        north, south = AreaFactory(parent=england), AreaFactory(parent=england)
        leeds = AreaFactory(parent=north)
        PracticePageFactory(areas=[north, leeds])
        PracticePageFactory(areas=[leeds, south])
        PracticePageFactory(areas=[england])
        PracticePageFactory()

        counts = practices_per_tree(visible(), "areas", depths=3)

        places = [england, north, south, leeds]
        assert [counts[place.path] for place in places] == [3, 2, 1, 2]
        assert [visible().in_area(place).count() for place in places] == [3, 2, 1, 2]

    def test_asks_once_for_each_level(self, django_assert_num_queries):
        practices = visible()

        with django_assert_num_queries(2):
            practices_per_tree(practices, "themes", depths=2)


class TestPracticesPerBranch:
    def test_counts_a_practice_with_two_children_of_a_theme_once(self):
        parent = ThemeFactory()
        children = [ThemeFactory(parent=parent) for _number in range(2)]
        PracticePageFactory(themes=children)

        assert practices_per_branch(visible(), "themes", depth=1) == {parent.path: 1}
        assert practices_per_branch(visible(), "themes", depth=2) == {
            child.path: 1 for child in children
        }

    def test_leaves_out_what_is_not_public(self):
        theme = ThemeFactory()
        PracticePageFactory(themes=[theme], draft=True)

        assert practices_per_branch(visible(), "themes", depth=1) == {}


class TestPracticesPerOrganisation:
    def test_counts_what_it_leads_and_what_it_partners_once(self):
        organisation, other = OrganisationFactory.create_batch(2)
        PracticePageFactory(
            reference="P77", lead_organisation=organisation, partners=[organisation, other]
        )
        PracticePageFactory(reference="P78", partners=[organisation])
        PracticePageFactory(partners=[organisation])

        counts = practices_per_organisation(visible(), [organisation.pk, other.pk])

        assert (counts[organisation.pk], counts[other.pk]) == (2, 1)

    def test_is_0_for_an_organisation_without_practices(self):
        organisation = OrganisationFactory()

        assert practices_per_organisation(visible(), [organisation.pk])[organisation.pk] == 0
