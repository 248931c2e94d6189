"""Owners say what their organisation mainly does; what gives rights, a moderator decides."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal.organisations.joining.services import decide_claim
from portal.organisations.models import NetworkMembership, Organisation, OrganisationClaim
from portal.organisations.models.membership import MembershipRole
from portal.organisations.who_may import is_commissioner
from portal.users.models import Notice
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def owner(client):
    member = MemberFactory()
    client.force_login(member.user)
    return member


def change(client, owner, kind, reason=""):
    address = reverse("kind_edit", args=[owner.organisation.slug])
    answer = client.post(address, {"kind": kind, "reason": reason}, follow=True)
    return text_of(answer)


def kind_of(owner):
    return Organisation.objects.get(pk=owner.organisation_id).kind


class TestChangingTheKind:
    def test_is_done_at_once_with_a_record(self, client, owner):
        assert "It is listed as: Research." in change(client, owner, "research")

        assert ModelLogEntry.objects.get().data == {"kind": "research", "was": "provider"}
        assert not OrganisationClaim.objects.exists()

    @pytest.mark.parametrize("kind", ["commissioner", "partnership", "support"])
    def test_waits_for_a_moderator_where_it_gives_rights(self, client, owner, kind):
        text = change(client, owner, kind, "Our page shows it.")

        assert "There is no answer yet." in text
        assert (kind_of(owner), is_commissioner(owner.user)) == ("provider", False)

    def test_waits_where_it_holds_members(self, client, owner):
        NetworkMembership.objects.create(network=owner.organisation, member=OrganisationFactory())

        change(client, owner, "research", "We only study.")

        assert kind_of(owner) == "provider"
        assert OrganisationClaim.objects.get().kind == "research"

    @pytest.mark.parametrize(("is_approved", "kind"), [(True, "commissioner"), (False, "provider")])
    def test_is_what_the_moderator_says(self, client, owner, is_approved, kind):
        change(client, owner, "commissioner", "We buy care.")
        decide_claim(
            claim=OrganisationClaim.objects.get(),
            by=UserFactory(role=Role.MODERATOR),
            is_approved=is_approved,
            answer="We rang.",
            at=AT,
        )

        notice = Notice.objects.get(person=owner.user)
        assert kind_of(owner) == kind
        assert is_commissioner(owner.user) is is_approved
        assert owner.user.memberships.count() == 1
        assert "as: Commissioner" in notice.text

    def test_is_asked_once_and_may_change(self, client, owner):
        change(client, owner, "commissioner", "We buy care.")
        change(client, owner, "partnership", "We hold members.")

        assert OrganisationClaim.objects.get().kind == "partnership"

    def test_needs_words_for_the_moderator(self, client, owner):
        assert "Say why, for the moderator" in change(client, owner, "commissioner")
        assert not OrganisationClaim.objects.exists()

    def test_is_for_owners_alone(self, client, owner):
        editor = MemberFactory(organisation=owner.organisation, role=MembershipRole.EDITOR)
        address = reverse("kind_edit", args=[owner.organisation.slug])
        client.force_login(editor.user)

        assert "Ask one of your owners" in client.get(address).content.decode()
        assert client.post(address, {"kind": "research"}).status_code == 403
        client.force_login(UserFactory())
        assert client.get(address).status_code == 404
