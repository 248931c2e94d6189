"""What the database itself refuses about organisations, and how they are shown."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.organisations.models import NetworkMembership, Organisation
from tests.factories.organisations import (
    AreaFactory,
    MembershipFactory,
    OrganisationFactFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    ServiceTypeFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


class TestOrganisation:
    def test_has_an_address_made_of_its_short_name(self):
        organisation = OrganisationFactory(slug="be-caring")

        assert organisation.get_absolute_url() == "/organisations/be-caring/"

    def test_is_listed_by_name_whatever_the_case(self):
        for name in ("Zest", "adactus", "ASDA", "Be Caring"):
            OrganisationFactory(name=name)

        listed = [organisation.name for organisation in Organisation.objects.in_name_order()]

        assert listed == ["adactus", "ASDA", "Be Caring", "Zest"]

    def test_is_real_unless_it_is_an_example(self):
        OrganisationFactory(example=True)
        real = OrganisationFactory()

        assert list(Organisation.objects.real()) == [real]

    @pytest.mark.parametrize("field", ["name", "slug"])
    def test_shares_no_name_with_another(self, field):
        first = OrganisationFactory()

        with pytest.raises(IntegrityError):
            OrganisationFactory(**{field: getattr(first, field)})


class TestOrganisationName:
    def test_is_kept_once(self):
        name = OrganisationNameFactory(name="CASA")

        with pytest.raises(IntegrityError):
            OrganisationNameFactory(organisation=name.organisation, name="CASA")


class TestOrganisationFact:
    def test_is_kept_once_for_a_date(self):
        fact = OrganisationFactFactory(label="Staff", as_of="2018-03")

        OrganisationFactFactory(organisation=fact.organisation, label="Staff", as_of="2019-08")
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationFactFactory(organisation=fact.organisation, label="Staff", as_of="2018-03")

        assert fact.organisation.facts.count() == 2

    def test_says_its_date_in_words(self):
        fact = OrganisationFactFactory(label="Staff", value="521", as_of="2018-03")

        assert (str(fact), fact.as_of_in_words) == ("Staff: 521", "March 2018")

    def test_refuses_a_date_that_is_none(self):
        fact = OrganisationFactFactory(as_of="spring")

        with pytest.raises(ValidationError, match="is not a date"):
            fact.full_clean()


class TestMembership:
    def test_is_held_once(self):
        user = UserFactory()
        membership = MembershipFactory(user=user)

        with pytest.raises(IntegrityError):
            MembershipFactory(user=user, organisation=membership.organisation)


class TestNetworkMembership:
    def test_may_nest_networks(self):
        inner, outer = OrganisationFactory(), OrganisationFactory()

        NetworkMembership.objects.create(network=outer, member=inner)

        assert inner.network_memberships.get().network == outer

    def test_refuses_a_network_in_itself(self):
        network = OrganisationFactory()

        with pytest.raises(IntegrityError):
            NetworkMembership.objects.create(network=network, member=network)


class TestArea:
    def test_has_an_address_made_of_its_short_name(self):
        assert AreaFactory(slug="leeds").get_absolute_url() == "/areas/leeds/"


class TestServiceType:
    def test_refuses_a_cpv_code_without_eight_digits(self):
        service = ServiceTypeFactory(cpv_code="8531")

        with pytest.raises(ValidationError, match="eight digits"):
            service.full_clean()
