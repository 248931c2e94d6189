"""The page on which those who look for partners decide what a tender asks for."""

import logging

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.consortia.models import MatchRun, TenderRequirement
from portal.consortia.requirement_kinds import RequirementState
from portal.consortia.services.requesting import ASKED_AT_MOST
from portal.organisations.models import ServiceType
from tests.factories.consortia import member_of
from tests.factories.requirements import TenderRequirementFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

SAID = {
    "kind": "hours_per_week",
    "is_hard": "yes",
    "lot": "",
    "amount": "321",
    "turnover_test": "unknown",
    "rating": "",
    "service_type": "",
    "area": "",
    "group": "0",
}


@pytest.fixture
def page(client, tender):
    client.force_login(member_of("example-clover-works"))
    return f"/tenders/{tender.pk}/requirements/"


class TestPage:
    def test_shows_proposals_with_the_words_of_the_notice(self, client, page, tender):
        TenderRequirementFactory(tender=tender, quote="About 90 hours a week.")

        text = text_of(client.get(page))

        assert "At least 90 hours a week" in text
        assert "“About 90 hours a week.”" in text
        assert "field tender.description, characters 0 to 22" in text

    def test_never_refuses_a_decision_because_others_were_made(self, client, page, tender):
        MatchRun.objects.filter(tender=tender).delete()
        for amount in range(ASKED_AT_MOST):
            text = text_of(client.post(page, {**SAID, "amount": str(amount + 1)}, follow=True))
            assert "It is added. We look for partners again." in text
            MatchRun.objects.filter(tender=tender).update(state="solved")

        text = text_of(client.post(page, {**SAID, "amount": "99"}, follow=True))

        assert "It is added. You decided several things today." in text
        assert TenderRequirement.objects.filter(tender=tender, amount=99).exists()
        asked = client.post(reverse("tender_consortia", args=[tender.pk]), follow=True)
        assert "We are looking for partners." in text_of(asked)

    def test_confirms_a_proposal_as_somebody_states_it(self, client, page, tender):
        row = TenderRequirementFactory(tender=tender)
        before = text_of(client.get(f"/requirements/{row.pk}/"))

        client.post(f"/requirements/{row.pk}/", {**SAID, "is_hard": "no"})
        row.refresh_from_db()

        assert "About 90 hours a week." in before
        assert (row.state, row.amount, row.is_hard) == (RequirementState.CONFIRMED, 321, False)
        assert row.confirmed_by is not None
        assert row.confirmed_at is not None
        assert row.quote == "About 90 hours a week."

    def test_asks_how_much_a_proposal_matters(self, client, page, tender):
        row = TenderRequirementFactory(tender=tender)

        text = text_of(client.post(f"/requirements/{row.pk}/", {**SAID, "is_hard": ""}))

        assert "Say whether it must be met or is wished." in text
        assert TenderRequirement.objects.get(pk=row.pk).state == RequirementState.PROPOSED

    def test_keeps_what_a_sentence_is_about(self, client, page, tender):
        row = TenderRequirementFactory(tender=tender)

        text = text_of(client.post(f"/requirements/{row.pk}/", {**SAID, "kind": "insurance"}))

        assert "not one of the available choices" in text

    def test_adds_and_drops(self, client, page, tender):
        client.post(page, SAID)
        row = TenderRequirement.objects.get(amount=321)
        client.post(f"/requirements/{row.pk}/drop/")
        row.refresh_from_db()

        assert row.state == RequirementState.DROPPED
        assert "Not a requirement" in text_of(client.get(page))

    def test_drops_and_restores_a_service_of_the_codes(self, client, page, tender):
        lot, service = tender.lots.get(lot_id="1"), ServiceType.objects.get(slug="home-care")
        client.post(f"/lots/{lot.pk}/services/{service.pk}/drop/")
        row = TenderRequirement.objects.get(service_type=service)
        client.post(f"/requirements/{row.pk}/restore/")

        assert not TenderRequirement.objects.filter(pk=row.pk).exists()

    def test_says_that_nobody_knows_whose_turnover(self, client, page, tender):
        client.post(page, {**SAID, "kind": "turnover_min", "amount": "500000"})

        text = text_of(client.get(page))

        assert "A yearly turnover of at least £500,000" in text
        assert "The notice does not say whose turnover it tests" in text

    def test_is_cited_where_partners_are_shown(self, client, page, tender):
        row = TenderRequirementFactory(tender=tender)
        client.post(f"/requirements/{row.pk}/", SAID)

        text = text_of(client.get(f"/tenders/{tender.pk}/consortium/"))

        assert "the notice says: “About 90 hours a week.”" in text

    def test_is_closed_to_who_may_start_no_matching(self, client, page):
        client.force_login(UserFactory())

        assert client.get(page).status_code == 403

    def test_changes_nothing_of_a_closed_tender(self, client, page, tender):
        tender.tender_period_end_at = timezone.now()
        tender.save()

        text = text_of(client.post(page, SAID))

        assert "This tender is closed, so nothing was changed." in text
        assert not TenderRequirement.objects.filter(amount=321).exists()


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"amount": ""}, "Enter how many hours a week."),
            ({"amount": "0"}, "Enter a number above 0."),
            ({"amount": "-5"}, "Enter a number above 0."),
            ({"amount": "1.5"}, "Enter a whole number without signs"),
            ({"amount": "£5m"}, "Enter a whole number without signs"),
            ({"amount": "9" * 40}, "Enter at most"),
            ({"amount": "100001"}, "Enter at most 100000."),
            ({"kind": "charm"}, "not one of the available choices"),
            ({"kind": "rating_min"}, "Choose the lowest rating that is enough."),
            ({"kind": "capability"}, "Choose the service that is asked for."),
            ({"kind": "area"}, "Choose the area."),
            ({"group": "21"}, "less than or equal to 20"),
            ({"lot": "999999"}, "not one of the available choices"),
        ],
        ids=str,
    )
    def test_is_named_at_its_field_and_kept(self, client, page, caplog, change, message):
        caplog.set_level(logging.INFO)

        text = text_of(client.post(page, {**SAID, **change}))

        assert message in text
        assert f'value="{change.get("amount", "321")}"' in text
        assert not TenderRequirement.objects.filter(state=RequirementState.CONFIRMED).exists()
        assert "form.refused" in caplog.text
