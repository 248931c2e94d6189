"""Numbers that organisations say public registers have for them: kept with their day, once."""

from datetime import date

import pytest

from portal.organisations.identifiers import IdentifierScheme
from portal.organisations.models import OrganisationIdentifier
from portal.organisations.numbers.services import NumberTakenError, keep_numbers
from tests.factories.organisations import OrganisationFactory, OrganisationIdentifierFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
COMPANY = IdentifierScheme.COMPANIES_HOUSE
CHARITY = IdentifierScheme.CHARITY_COMMISSION


def numbers_of(organisation):
    rows = OrganisationIdentifier.objects.filter(organisation=organisation)
    return {(row.org_id, row.declared_date) for row in rows}


class TestKeepNumbers:
    def test_keeps_the_day_on_which_each_was_said(self):
        row = OrganisationIdentifierFactory(number="01234567", declared_date=date(2025, 1, 1))

        said = {COMPANY: "01234567", CHARITY: "1234567"}
        assert keep_numbers(row.organisation, said, today=TODAY)

        assert numbers_of(row.organisation) == {
            ("GB-COH-01234567", date(2025, 1, 1)),
            ("GB-CHC-1234567", TODAY),
        }
        assert not keep_numbers(row.organisation, said, today=date(2026, 7, 1))

    def test_replaces_and_forgets_what_is_said_otherwise(self):
        row = OrganisationIdentifierFactory(number="01234567")
        other = OrganisationIdentifierFactory(
            organisation=row.organisation, scheme=CHARITY, number="1234567"
        )

        keep_numbers(row.organisation, {COMPANY: "07654321", CHARITY: ""}, today=TODAY)

        assert numbers_of(other.organisation) == {("GB-COH-07654321", TODAY)}

    def test_leaves_registers_alone_that_are_not_named(self):
        row = OrganisationIdentifierFactory(number="01234567")

        keep_numbers(row.organisation, {CHARITY: "1234567"}, today=TODAY)

        assert len(numbers_of(row.organisation)) == 2

    def test_gives_nobody_the_number_of_another_and_changes_nothing(self):
        OrganisationIdentifierFactory(number="01234567")
        organisation = OrganisationFactory()
        said = {CHARITY: "1234567", COMPANY: "01234567"}

        with pytest.raises(NumberTakenError) as error:
            keep_numbers(organisation, said, today=TODAY)

        assert error.value.scheme == COMPANY
        assert numbers_of(organisation) == set()
