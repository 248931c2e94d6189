"""Themes, places and organisations stand beside the practices they have."""

import pytest

from portal.organisations.models import Organisation
from portal.practices.models import PracticePage
from portal.practices.selectors.areas import area_directory, area_surroundings
from portal.practices.selectors.organisations import (
    organisation_entries,
    practices_of_organisation,
)
from portal.practices.selectors.themes import theme_directory, theme_surroundings
from tests.factories.adoptions import PartnerFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


def counted(themes):
    return [(entry.theme.slug, entry.total) for entry in themes]


def placed(areas):
    return [(entry.area.slug, entry.total) for entry in areas]


def fresh(node):
    """A row as a view reads it: treebeard keeps the number of children in the object in hand."""
    return type(node).objects.get(pk=node.pk)


@pytest.fixture
def pay():
    return ThemeFactory(slug="pay")


@pytest.fixture
def wage(pay):
    return ThemeFactory(slug="wage", parent=pay)


@pytest.fixture
def travel(pay):
    return ThemeFactory(slug="travel", parent=pay)


class TestThemes:
    def test_stand_in_two_levels_with_gaps_at_0(self, wage, travel):
        PracticePageFactory(themes=[wage])

        [branch] = theme_directory()

        assert (branch.theme.slug, branch.total) == ("pay", 1)
        assert counted(branch.children) == [("wage", 1), ("travel", 0)]

    @pytest.mark.usefixtures("travel")
    def test_show_practices_and_neighbours(self, pay, wage):
        practice = PracticePageFactory(themes=[wage])

        surroundings = theme_surroundings(wage)

        assert list(surroundings.practices) == [practice]
        assert surroundings.parents == [pay]
        assert counted(surroundings.siblings) == [("travel", 0)]

    def test_show_what_is_below_them(self, pay, wage, travel):
        PracticePageFactory(themes=[wage])

        surroundings = theme_surroundings(fresh(pay))

        assert counted(surroundings.children) == [("wage", 1), ("travel", 0)]
        assert surroundings.siblings == surroundings.parents == []

    @pytest.mark.parametrize("hide", [lambda page: page.unpublish(), make_private])
    def test_count_and_show_public_practices_alone(self, wage, hide):
        hide(PracticePageFactory(themes=[wage]))

        assert theme_directory()[0].total == 0
        assert not theme_surroundings(wage).practices.exists()


@pytest.fixture
def country():
    return AreaFactory(slug="england", name="England")


@pytest.fixture
def home(country):
    return AreaFactory(slug="greater-manchester", name="Greater Manchester", parent=country)


@pytest.fixture
def borough(home):
    return AreaFactory(slug="rochdale", parent=home)


class TestAreas:
    @pytest.mark.usefixtures("borough")
    def test_begin_with_the_home_region_and_hold_each_place_once(self, country):
        AreaFactory(slug="leeds", parent=country)
        AreaFactory(slug="japan", parent=AreaFactory(slug="abroad"))

        groups = area_directory()

        assert [
            (group.place.area.slug, [inside.area.slug for inside in group.inside], group.takes_in)
            for group in groups
        ] == [
            ("greater-manchester", ["rochdale"], ""),
            ("england", ["leeds"], "Greater Manchester"),
            ("abroad", ["japan"], ""),
        ]

    def test_do_without_a_home_region(self, country):
        AreaFactory(slug="leeds", parent=country)

        [group] = area_directory()

        assert (group.place.area.slug, placed(group.inside)) == ("england", [("leeds", 0)])

    def test_do_without_any_place(self):
        assert area_directory() == []

    def test_show_practices_here_and_inside(self, country, home, borough):
        here = PracticePageFactory(title="A", areas=[home])
        inside = PracticePageFactory(title="B", areas=[borough])
        PracticePageFactory(areas=[country])

        surroundings = area_surroundings(fresh(home))

        assert list(surroundings.practices) == [here, inside]
        assert surroundings.parents == [country]
        assert placed(surroundings.children) == [("rochdale", 1)]

    def test_show_who_works_here_or_inside_once(self, home, borough):
        organisation = OrganisationFactory(areas=[home, borough])
        OrganisationFactory()

        assert area_surroundings(fresh(home)).organisations == [organisation]

    @pytest.mark.parametrize("hide", [lambda page: page.unpublish(), make_private])
    def test_count_and_show_public_practices_alone(self, home, borough, hide):
        hide(PracticePageFactory(areas=[borough]))

        assert area_directory()[0].place.total == 0
        assert placed(area_surroundings(fresh(home)).children) == [("rochdale", 0)]
        assert not area_surroundings(borough).practices.exists()


class TestOrganisations:
    def test_stand_beside_where_they_work_and_how_many_practices_they_have(self, borough):
        organisation = OrganisationFactory(areas=[borough])
        PracticePageFactory(lead_organisation=organisation)
        PracticePageFactory(lead_organisation=organisation, draft=True)

        [entry] = organisation_entries(Organisation.objects.all())

        assert (entry.organisation, entry.areas, entry.total) == (organisation, borough.name, 1)

    def test_show_public_practices_alone(self):
        organisation = OrganisationFactory()
        led = PracticePageFactory(title="A", lead_organisation=organisation)
        partnered = PracticePageFactory(title="B")
        PartnerFactory(practice=partnered, organisation=organisation)
        PracticePageFactory(title="Not answered", partners=[organisation])
        make_private(PracticePageFactory(lead_organisation=organisation))

        offered = PracticePage.objects.offered()
        assert list(practices_of_organisation(organisation, among=offered)) == [led, partnered]
