"""A provider offers other hours for one tender than for every bid."""

import pytest
from django.utils import timezone

from portal.organisations.models import CapacityOffer, MatchOptIn, Organisation
from portal.tenders.models import Tender
from tests.factories.consortia import load_market, member_of
from tests.pages import text_of

OWN = "example-clover-works"


@pytest.fixture
def tender(db):
    load_market()
    return Tender.objects.get(ocid="ocds-example-0001")


@pytest.fixture
def own(client, tender):
    client.force_login(member_of(OWN))
    return Organisation.objects.get(slug=OWN)


def offer(client, tender, organisation, hours="77"):
    form = {"organisation": organisation.pk, "weekly_hours": hours}
    return client.post(f"/tenders/{tender.pk}/hours/", form, follow=True)


class TestOffering:
    def test_counts_for_the_one_tender_and_is_taken_back(self, client, tender, own):
        standing = CapacityOffer.objects.get(organisation=own, ocid="")

        page = text_of(offer(client, tender, own))

        assert "For this tender 77 hours a week." in page
        assert CapacityOffer.objects.get(organisation=own, ocid=tender.ocid).weekly_hours == 77

        address = f"/tenders/{tender.pk}/hours/{own.pk}/take-back/"
        page = text_of(client.post(address, follow=True))

        assert f"As for every bid: {standing.weekly_hours} hours a week." in page
        assert CapacityOffer.objects.get(organisation=own) == standing

    @pytest.mark.parametrize("hours", ["", "0", "-1", "1.5", "x", "9" * 30])
    def test_of_what_is_no_number_of_hours_is_refused_at_the_field(
        self, client, tender, own, hours
    ):
        response = offer(client, tender, own, hours)

        assert list(response.context["form"].errors) == ["weekly_hours"]
        assert f'value="{hours}"' in response.content.decode() or not hours
        assert not CapacityOffer.objects.filter(ocid=tender.ocid).exists()

    def test_for_another_organisation_is_refused(self, client, tender, own):
        other = Organisation.objects.filter(match_opt_ins__isnull=False).exclude(pk=own.pk).first()

        response = offer(client, tender, other)

        assert "organisation" in response.context["form"].errors
        take_back = f"/tenders/{tender.pk}/hours/{other.pk}/take-back/"
        assert client.post(take_back).status_code == 404

    def test_for_a_closed_tender_changes_nothing(self, client, tender, own):
        Tender.objects.filter(pk=tender.pk).update(tender_period_end_at=timezone.now())

        assert "This tender is closed" in text_of(offer(client, tender, own))
        assert not CapacityOffer.objects.filter(ocid=tender.ocid).exists()

    def test_without_a_yes_says_what_comes_first(self, client, tender, own):
        MatchOptIn.objects.update(withdrawn_at=timezone.now())

        assert "First say yes to being proposed" in text_of(offer(client, tender, own))
        assert not CapacityOffer.objects.filter(ocid=tender.ocid).exists()

    def test_is_linked_from_the_tender_and_from_the_partners(self, client, tender, own):
        address = f"/tenders/{tender.pk}/hours/"

        assert address in text_of(client.get(f"/tenders/{tender.pk}/"))
        assert address in text_of(client.get(f"/tenders/{tender.pk}/consortium/"))
