"""Names that may mean one organisation, and names that do not."""

import pytest

from portal.organisations.joining.likeness import core_of, organisations_like
from tests.factories.organisations import OrganisationFactory, OrganisationNameFactory

pytestmark = pytest.mark.django_db


class TestCoreOf:
    @pytest.mark.parametrize(
        ("name", "core"),
        [
            ("The Circle C.I.C.", "circle c i c"),
            ("Café Care & Co. Ltd", "cafe care"),
            ("St. Ann's Hospice", "st anns hospice"),
            ("The Limited", "the limited"),
            ("!!!", ""),
        ],
    )
    def test_keeps_what_tells_it_from_others(self, name, core):
        assert core_of(name) == core


class TestOrganisationsLike:
    @pytest.mark.parametrize(
        "name", ["be caring", "Be Caring Ltd", "Be-Caring", "Be Caring Manchester", "Be Carring"]
    )
    def test_finds_the_same_in_other_words(self, name):
        organisation = OrganisationFactory(name="Be Caring")

        assert organisations_like(name) == [organisation]

    def test_finds_former_names(self):
        alias = OrganisationNameFactory(name="CASA")

        assert organisations_like("Casa Limited") == [alias.organisation]

    def test_puts_holders_of_the_number_first_whatever_they_are_called(self):
        alike, holder = OrganisationFactory(name="Be Caring"), OrganisationFactory(name="Elsewhere")

        assert organisations_like("Be Caring", holders=[holder, alike]) == [holder, alike]
        assert organisations_like("", holders=[holder]) == [holder]

    @pytest.mark.parametrize("name", ["North Care", "Caring", "Oldham Circle", "!!!", ""])
    def test_leaves_others_alone(self, name):
        for other in ("South Care", "Be Caring", "Bury Circle"):
            OrganisationFactory(name=other)

        assert organisations_like(name) == []

    def test_costs_as_many_queries_for_many_as_for_one(self, django_assert_num_queries):
        for number in range(9):
            OrganisationFactory(name=f"Be Caring {number}")

        with django_assert_num_queries(3):
            assert len(organisations_like("Be Caring")) == 5
