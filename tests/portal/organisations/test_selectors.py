"""The list of organisations with its filters, and what a profile shows."""

import pytest

from portal.organisations.directory import DirectoryQuery
from portal.organisations.models import NetworkMembership
from portal.organisations.models.organisation import NameKind, OrganisationKind
from portal.organisations.selectors import organisation_directory, organisation_profile
from tests.factories.organisations import (
    OrganisationFactFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def names(query):
    return [organisation.name for organisation in organisation_directory(query).organisations]


def counts(options):
    return {option.value: option.count for option in options}


@pytest.fixture
def charity():
    return SectorFactory(slug="charity", name="Charity")


@pytest.fixture
def mutual():
    return SectorFactory(slug="mutual", name="Mutual")


@pytest.fixture
def _organisations(charity, mutual):
    OrganisationFactory(name="Ash", sectors=[charity, mutual])
    OrganisationFactory(name="Beech", sectors=[mutual])
    OrganisationFactory(name="Birch", kind=OrganisationKind.FUNDER, sectors=[charity])


@pytest.mark.usefixtures("_organisations")
class TestOrganisationDirectory:
    def test_lists_everyone_by_name(self):
        assert names(DirectoryQuery()) == ["Ash", "Beech", "Birch"]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (DirectoryQuery(kinds=("funder",)), ["Birch"]),
            (DirectoryQuery(kinds=("funder", "provider")), ["Ash", "Beech", "Birch"]),
            (DirectoryQuery(sectors=("charity",)), ["Ash", "Birch"]),
            (DirectoryQuery(sectors=("charity", "mutual")), ["Ash", "Beech", "Birch"]),
            (DirectoryQuery(letter="B"), ["Beech", "Birch"]),
            (DirectoryQuery(kinds=("provider",), sectors=("charity",)), ["Ash"]),
            (DirectoryQuery(kinds=("funder",), letter="A"), []),
        ],
    )
    def test_values_of_a_filter_widen_and_filters_narrow(self, query, expected):
        assert names(query) == expected

    def test_counts_each_filter_under_every_choice_but_its_own(self):
        directory = organisation_directory(DirectoryQuery(kinds=("funder",)))

        assert counts(directory.kinds) == {"provider": 2, "funder": 1}
        assert counts(directory.sectors) == {"charity": 1}

    def test_keeps_a_chosen_value_that_nobody_has_left(self):
        directory = organisation_directory(DirectoryQuery(sectors=("mutual",), kinds=("funder",)))

        assert counts(directory.sectors) == {"charity": 1, "mutual": 0}

    def test_links_the_letters_that_somebody_begins_with(self):
        letters = organisation_directory(DirectoryQuery(kinds=("provider",))).letters

        linked = {letter.letter: letter.url for letter in letters if letter.url}

        assert linked == {"A": "?kind=provider&letter=A", "B": "?kind=provider&letter=B"}

    def test_leads_back_to_every_letter(self):
        query = DirectoryQuery(letter="A", sectors=("charity",))

        assert organisation_directory(query).any_letter_url == "?sector=charity"


class TestOrganisationProfile:
    def test_parts_former_names_from_the_others(self):
        organisation = OrganisationFactory()
        OrganisationNameFactory(organisation=organisation, name="CASA")
        OrganisationNameFactory(organisation=organisation, name="BC", kind=NameKind.ACRONYM)

        profile = organisation_profile(organisation)

        assert (profile.former_names, profile.other_names) == (["CASA"], ["BC"])

    def test_names_a_source_that_all_facts_share(self):
        organisation = OrganisationFactory()
        OrganisationFactFactory.create_batch(2, organisation=organisation, source="CS1")

        assert organisation_profile(organisation).shared_source == "CS1"

    def test_names_no_source_where_they_differ(self):
        organisation = OrganisationFactory()
        for source in ("CS1", "CS2"):
            OrganisationFactFactory(organisation=organisation, source=source)

        assert organisation_profile(organisation).shared_source == ""

    def test_shows_networks_and_members(self):
        outer, middle, inner = (OrganisationFactory(name=name) for name in "ABC")
        NetworkMembership.objects.create(network=outer, member=middle)
        NetworkMembership.objects.create(network=middle, member=inner)

        profile = organisation_profile(middle)

        assert (profile.networks, profile.members) == ([outer], [inner])
