"""Only providers who look for partners decide what a tender asks for, each its own decisions."""

import pytest
from django.utils import timezone

from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import RequirementState
from portal.organisations.models import MatchOptIn, Organisation, ServiceType
from portal.users.roles import Role
from tests.factories.consortia import member_of
from tests.factories.requirements import TenderRequirementFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

OWN = "example-clover-works"
SAID = {"kind": "hours_per_week", "is_hard": "yes", "amount": "321", "group": "0"}


@pytest.fixture
def row(tender):
    """A proposal that nobody has decided."""
    return TenderRequirementFactory(tender=tender)


@pytest.fixture
def rival():
    """Another organisation of the example market that looks for partners."""
    others = Organisation.objects.filter(match_opt_ins__isnull=False).exclude(slug=OWN)
    return others.order_by("pk").first()


def sign_in(client, slug):
    client.force_login(member_of(slug))


def confirm(client, row, **said):
    return client.post(f"/requirements/{row.pk}/", {**SAID, **said}, follow=True)


class TestADecision:
    def test_is_not_changed_by_another_organisation_and_keeps_its_text(self, client, row, rival):
        sign_in(client, OWN)
        confirm(client, row)
        sign_in(client, rival.slug)

        page = text_of(confirm(client, row, amount="777"))
        client.post(f"/requirements/{row.pk}/drop/")

        assert "Another organisation decided this" in page
        assert 'value="777"' in page
        row.refresh_from_db()
        assert (row.amount, row.state) == (321, RequirementState.CONFIRMED)

    def test_tells_others_the_day_and_not_the_name(self, client, row, rival):
        sign_in(client, OWN)
        confirm(client, row)
        own = text_of(client.get(f"/tenders/{row.tender_id}/requirements/"))
        sign_in(client, rival.slug)

        page = text_of(client.get(f"/tenders/{row.tender_id}/requirements/"))

        name = Organisation.objects.get(slug=OWN).name
        assert f"Decided by {name} on" in own
        assert "Decided by another organisation that looks for partners, on" in page
        assert name not in page

    def test_is_changed_by_its_own_organisation_and_by_moderators(self, client, row):
        sign_in(client, OWN)
        confirm(client, row)
        confirm(client, row, amount="300")
        row.refresh_from_db()
        assert row.amount == 300

        client.force_login(UserFactory(role=Role.MODERATOR))
        client.post(f"/requirements/{row.pk}/drop/")

        row.refresh_from_db()
        assert (row.state, row.decided_for) == (RequirementState.DROPPED, None)
        sign_in(client, OWN)
        assert "Another organisation decided this" in text_of(confirm(client, row))

    def test_is_nobodys_without_a_yes_that_counts(self, client, row):
        MatchOptIn.objects.update(withdrawn_at=timezone.now())
        sign_in(client, OWN)

        page = text_of(confirm(client, row))
        added = text_of(client.post(f"/tenders/{row.tender_id}/requirements/", SAID))

        assert "first say yes to being proposed for tenders" in page
        assert "first say yes to being proposed for tenders" in added
        assert 'value="321"' in added
        assert not TenderRequirement.objects.filter(state=RequirementState.CONFIRMED).exists()

    def test_is_not_a_buyers(self, client, row):
        Organisation.objects.filter(slug=OWN).update(kind="commissioner")
        sign_in(client, OWN)

        assert confirm(client, row).status_code == 403


class TestAServiceOfTheCodes:
    def test_that_one_dropped_another_asks_for_again_for_good(self, client, tender, rival):
        lot, service = tender.lots.get(lot_id="1"), ServiceType.objects.get(slug="home-care")
        drop = f"/lots/{lot.pk}/services/{service.pk}/drop/"
        sign_in(client, OWN)
        client.post(drop)
        dropped = TenderRequirement.objects.get(service_type=service)
        sign_in(client, rival.slug)

        client.post(f"/requirements/{dropped.pk}/restore/")

        dropped.refresh_from_db()
        assert dropped.state == RequirementState.CONFIRMED
        sign_in(client, OWN)
        assert "Another organisation decided this" in text_of(client.post(drop, follow=True))
        dropped.refresh_from_db()
        assert dropped.state == RequirementState.CONFIRMED
