"""An organisation's own people say what it is, does and can give; others see what they may."""

import logging
from datetime import date

import pytest
from django.utils import timezone

from portal.organisations.models import DeclaredService, Membership, Organisation
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import (
    AreaFactory,
    DeclaredServiceFactory,
    OrganisationIdentifierFactory,
    SectorFactory,
    ServiceTypeFactory,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
OWN = "/account/organisations/circle/"
PUBLIC = "/organisations/circle/"
NUMBERS = {"company_number": "oc 317661", "procurement_number": "pjjx1133jrgv"}


@pytest.fixture
def organisation(client):
    member = MemberFactory(organisation__slug="circle", organisation__name="HMR Circle")
    client.force_login(member.user)
    return member.organisation


@pytest.fixture
def profile():
    return {
        "description": "We visit people.",
        "legal_form": "Unincorporated group",
        "size_band": "micro",
        "sectors": [SectorFactory(name="Mutual").pk],
        "areas": [AreaFactory(name="Rochdale").pk, AreaFactory(name="Oldham").pk],
        "charter_status": "supporter",
        "charter_date": "1/3/2025",
        "living_wage_status": "",
        "living_wage_date": "",
    }


@pytest.fixture
def service():
    return {
        "service_type": ServiceTypeFactory(name="Home care").pk,
        "areas": [AreaFactory(name="Bury").pk],
        "is_registered": "on",
        "regulated_activities": ["personal-care", "nursing"],
        "cqc_location_id": "1-145 996 910",
        "cqc_provider_id": "1-101648558",
        "rating": "good",
        "rating_date": "6/5/2025",
        "rating_url": "https://www.cqc.org.uk/location/1-1",
        "is_public": "on",
    }


class TestPublicPage:
    def test_shows_what_was_said(self, client, organisation, profile):
        client.post(f"{OWN}profile/", profile)

        text = text_of(client.get(PUBLIC))

        assert "We visit people." in text
        assert "2 to 9 people" in text
        assert "(as of March 2025)" in text
        assert "Rochdale" in text
        assert "Oldham" in text
        assert "Mutual" in text

    def test_shows_numbers_of_public_registers_with_a_link(self, client, organisation, profile):
        client.post(f"{OWN}profile/", {**profile, **NUMBERS})

        text = text_of(client.get(PUBLIC))

        assert ">Company number OC317661</a>" in text
        assert "https://find-and-update.company-information.service.gov.uk/company/OC317661" in text
        assert "Public procurement number (PPON) PJJX-1133-JRGV" in text
        assert 'content="GB-PPON-PJJX-1133-JRGV"' in text
        assert 'value="OC317661"' in text_of(client.get(f"{OWN}profile/"))

    def test_is_offered_again_as_it_was_said(self, client, organisation, profile):
        client.post(f"{OWN}profile/", profile)

        text = text_of(client.get(f"{OWN}profile/"))

        assert 'value="01/03/2025"' in text
        assert text.count('checked="checked"') == 3

    def test_shows_a_service_with_its_rating(self, client, organisation, service):
        client.post(f"{OWN}services/", service)

        text = text_of(client.get(PUBLIC))

        assert "Regulator's rating: Good, 6 May 2025." in text
        assert 'href="https://www.cqc.org.uk/location/1-1"' in text

    def test_shows_a_service_with_its_registration(self, client, organisation, service):
        client.post(f"{OWN}services/", service)

        text = text_of(client.get(PUBLIC))

        assert "Registered with the regulator for: Personal care; Nursing care." in text
        assert 'href="https://www.cqc.org.uk/location/1-145996910"' in text
        assert 'href="https://www.cqc.org.uk/provider/1-101648558"' in text

    def test_shows_no_service_without_a_yes(self, client, organisation, service):
        del service["is_public"]
        client.post(f"{OWN}services/", service)

        text, own = text_of(client.get(PUBLIC)), text_of(client.get(f"{OWN}services/"))
        assert "Home care" not in text
        assert "145996910" not in text
        assert "1-145996910" in own
        assert "Regulator's rating: Good, 6 May 2025." in own
        assert "Only your organisation sees this." in text_of(client.get(f"{OWN}services/"))

    def test_replaces_a_service_that_is_said_again(self, client, organisation, service):
        client.post(f"{OWN}services/", service)
        client.post(f"{OWN}services/", {**service, "rating": "not-rated", "rating_date": ""})

        row = DeclaredService.objects.get()
        assert (row.rating, row.rating_date) == ("not-rated", None)

    def test_counts_a_service_that_is_still_so_for_longer(self, client, organisation):
        row = DeclaredServiceFactory(organisation=organisation)
        old = text_of(client.get(f"{OWN}services/"))

        client.post(f"/account/services/{row.pk}/again/")

        assert "does not count it any more since 1 April 2026" in old
        assert DeclaredService.objects.get().expires_date > timezone.localdate()

    def test_forgets_a_service_that_is_taken_back(self, client, organisation):
        row = DeclaredServiceFactory(organisation=organisation, is_public=True)

        client.post(f"/account/services/{row.pk}/remove/")

        assert not DeclaredService.objects.exists()


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"description": "x" * 3001}, "at most 3000 characters"),
            ({"legal_form": "a\x07"}, "characters that cannot be printed"),
            ({"legal_form": "<b>"}, "Take out the signs &lt; and &gt;."),
            ({"size_band": "huge"}, "not one of the available choices"),
            ({"areas": ["999999"]}, "not one of the available choices"),
            ({"areas": ["x"]}, "not a valid value"),
            ({"company_number": "12"}, "Enter the 8 characters of the company number"),
            ({"company_number": "00000000"}, "Enter the 8 characters of the company number"),
            ({"charity_number": "x" * 41}, "at most 40 characters"),
            ({"charity_number": "765 4321"}, "“Elsewhere” has this number here. Check yours, or"),
            ({"charter_date": "1/3/1850"}, "Enter a day after 1900"),
            ({"charter_date": "1/3/2099"}, "Enter a date that is not in the future."),
            ({"charter_date": "spring"}, "Write a day, month and year"),
            ({"charter_date": ""}, "Give both, or leave both empty."),
            ({"living_wage_date": "1/3/2025"}, "Give both, or leave both empty."),
        ],
        ids=str,
    )
    def test_of_the_profile_changes_nothing(
        self, client, organisation, profile, caplog, change, message
    ):
        caplog.set_level(logging.INFO)
        OrganisationIdentifierFactory(
            organisation__name="Elsewhere", scheme="GB-CHC", number="7654321"
        )

        text = text_of(client.post(f"{OWN}profile/", {**profile, **change}))

        assert message in text
        assert "We visit people." in text or "description" in change
        assert Organisation.objects.get(slug="circle").description == ""
        assert "form.refused" in caplog.text
        assert "We visit people." not in caplog.text

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"service_type": ""}, "Choose a service."),
            ({"cqc_location_id": "145996910"}, "Enter the location ID as in the address"),
            ({"cqc_location_id": "1-000000000"}, "Enter the location ID as in the address"),
            ({"cqc_provider_id": "RJC02"}, "Enter the provider ID as in the address"),
            ({"regulated_activities": ["surgery"]}, "not one of the available choices"),
            ({"is_registered": ""}, "Tick this box, or empty the activities and the two IDs."),
            ({"rating_date": ""}, "Enter the day of the rating."),
            ({"rating": "not-rated"}, "Choose the rating, or empty its day."),
            ({"rating_date": "1/1/2099"}, "Enter a date that is not in the future."),
            ({"rating_url": "javascript:alert(1)"}, "Enter a web address"),
            ({"rating_url": "https://e.org/" + "x" * 300}, "at most 300 characters"),
        ],
        ids=str,
    )
    def test_of_a_service_changes_nothing(self, client, organisation, service, change, message):
        text = text_of(client.post(f"{OWN}services/", {**service, **change}))

        assert message in text
        assert not DeclaredService.objects.exists()


class TestSomebodyRemovedWhileTheyWrote:
    def test_gets_the_text_back_and_changes_nothing(self, client, organisation, profile):
        Membership.objects.all().delete()

        response = client.post(f"{OWN}profile/", profile)

        assert response.status_code == 403
        assert "You do not act for this organisation any more" in text_of(response)
        assert "We visit people." in text_of(response)
        assert Organisation.objects.get(slug="circle").description == ""

    def test_learns_nothing_that_is_private(self, client, organisation):
        kind = ServiceTypeFactory(name="Whispered care")
        row = DeclaredServiceFactory(organisation=organisation, service_type=kind)
        Membership.objects.all().delete()

        text = text_of(client.post(f"{OWN}services/", {"rating": "good"}))

        assert f"/account/services/{row.pk}/remove/" not in text


class TestDates:
    def test_are_kept_as_days(self, client, organisation, profile):
        client.post(f"{OWN}profile/", {**profile, "charter_date": "2025-03-01"})

        assert Organisation.objects.get(slug="circle").charter_date == date(2025, 3, 1)
