"""Numbers of the regulator: which can be, and where it shows them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.organisations.registration import (
    RegulatedActivity,
    location_page,
    provider_page,
    valid_location_id,
    valid_provider_id,
)
from tests.factories.organisations import DeclaredServiceFactory


class TestIds:
    @pytest.mark.parametrize("number", ["1-145996910", "1-11817828876"])
    def test_of_the_regulator_are_good_for_both(self, number):
        valid_location_id(number)
        valid_provider_id(number)

    def test_of_the_nhs_are_longer_for_locations(self):
        valid_location_id("RJC02")
        valid_provider_id("RJC")

    @pytest.mark.parametrize(
        "number", ["145996910", "1-", "1-12a456", "1-000000000", "1-145996910\n", "2-145996910"]
    )
    @pytest.mark.parametrize("check", [valid_location_id, valid_provider_id])
    def test_of_another_shape_are_refused(self, number, check):
        with pytest.raises(ValidationError):
            check(number)

    def test_lead_to_the_regulator_unless_they_are_made_up(self):
        assert location_page("1-145996910") == "https://www.cqc.org.uk/location/1-145996910"
        assert provider_page("RJC") == "https://www.cqc.org.uk/provider/RJC"
        assert [location_page(""), provider_page("1-000000000")] == ["", ""]


class TestRegulatedActivities:
    def test_are_the_fourteen_of_the_law(self):
        assert len(RegulatedActivity) == 14


@pytest.mark.django_db
class TestAService:
    def test_has_no_id_of_the_regulator_without_a_registration(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            DeclaredServiceFactory(cqc_location_id="1-145996910")
