"""An owner invites a colleague, who accepts; roles change, and somebody leaves."""

import logging
import re

import pytest
from django.urls import reverse

from portal.common.outbox import messages_in
from portal.organisations.colleagues.tokens import invitation_token
from portal.organisations.models import Invitation, Membership
from portal.organisations.models.membership import MembershipRole
from tasks.digests import send_transactional
from tasks.notices import plan_notices
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import InvitationFactory, MembershipFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return MemberFactory(organisation__name="Example Home Care")


@pytest.fixture
def address(owner):
    return reverse("colleague_list", args=[owner.organisation.slug])


class TestInviting:
    def test_from_the_form_to_a_member(self, client, owner, address, outbox_dir):
        client.force_login(owner.user)
        client.post(address, {"email": "new@example.org", "role": "editor"})
        plan_notices()
        send_transactional()
        assert "new@example.org" in text_of(client.get(address))
        (mail,) = messages_in(outbox_dir)
        link = re.search(
            r"http://testserver(/account/invitations/\S+)", mail.get_body(("plain",)).get_content()
        )[1]

        client.logout()
        assert client.get(link).url.startswith("/accounts/login/?next=/account/invitations/")
        client.force_login(UserFactory(email="new@example.org"))
        assert "act for Example Home Care as: Editor." in text_of(client.get(link))
        assert Membership.objects.count() == 1
        client.post(link)

        assert "Provider editor: Example Home Care" in text_of(client.get("/account/"))

    def test_says_the_same_for_a_known_and_an_unknown_address(self, client, owner, address):
        UserFactory(email="known@example.org")
        client.force_login(owner.user)
        answers = []
        for email in ("known@example.org", "fresh@example.org"):
            text = text_of(client.post(address, {"email": email, "role": "editor"}, follow=True))
            answers.append(re.sub(r'value="\w{64}"', "", text).replace(email, "ADDRESS"))
            Invitation.objects.all().delete()

        assert re.sub(r"/\d+/", "", answers[0]) == re.sub(r"/\d+/", "", answers[1])

    @pytest.mark.parametrize(
        ("form", "message"),
        [
            ({"email": "", "role": "editor"}, "Enter an email address"),
            ({"email": "nobody", "role": "editor"}, "in the right form, like name@example.com"),
            ({"email": "a@b@example.org", "role": "editor"}, "in the right form"),
            ({"email": "kept@example.org", "role": "king"}, "not one of the available choices"),
            ({"email": f"{'x' * 320}@example.org", "role": "editor"}, "at most 320 characters"),
        ],
        ids=str,
    )
    def test_keeps_the_text_and_sends_nothing_when_refused(
        self, client, owner, address, caplog, form, message
    ):
        caplog.set_level(logging.INFO)
        client.force_login(owner.user)

        text = text_of(client.post(address, form))

        assert message in text
        assert f'value="{form["email"]}"' in text or not form["email"]
        assert not Invitation.objects.exists()
        assert "form.refused" in caplog.text
        assert "@example.org" not in caplog.text


class TestInvitation:
    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({}, "for another email address"),
            ({"email": "new@example.org", "revoked_at": "2026-01-02T00:00Z"}, "any more"),
            ({"email": "new@example.org", "expires_at": "2026-01-02T00:00Z"}, "any more"),
        ],
        ids=str,
    )
    def test_lets_nobody_in_who_may_not(self, client, fields, message):
        invitation = InvitationFactory(**fields)
        client.force_login(UserFactory(email="new@example.org"))
        link = reverse("invitation", args=[invitation_token(invitation)])

        text = text_of(client.post(link))

        assert message in text
        assert invitation.email not in text or "email" in fields
        assert not Membership.objects.exists()

    def test_says_before_it_is_pressed_that_the_inviter_closed_the_account(self, client):
        invitation = InvitationFactory(email="new@example.org", invited_by=MemberFactory().user)
        client.force_login(UserFactory(email="new@example.org"))

        text = text_of(client.get(reverse("invitation", args=[invitation_token(invitation)])))

        assert "whoever sent it does not own the organisation any more" in text
        assert "Accept" not in text

    def test_that_was_forged_is_not_there(self, client):
        client.force_login(UserFactory())

        assert client.get("/account/invitations/forged/").status_code == 404


class TestColleagues:
    def test_are_seen_by_colleagues_alone(self, client, owner, address):
        client.force_login(UserFactory())

        assert client.get(address).status_code == 404

    def test_show_addresses_to_owners_alone(self, client, owner, address):
        editor = MembershipFactory(
            user=UserFactory(), organisation=owner.organisation, role=MembershipRole.EDITOR
        )
        client.force_login(editor.user)

        text = text_of(client.get(address))

        assert owner.user.email not in text
        assert "Invite a colleague" not in text

    def test_are_not_invited_by_an_editor(self, client, owner, address):
        editor = MembershipFactory(
            user=UserFactory(), organisation=owner.organisation, role=MembershipRole.EDITOR
        )
        client.force_login(editor.user)

        response = client.post(address, {"email": "new@example.org", "role": "owner"})

        assert response.status_code == 403
        assert not Invitation.objects.exists()

    def test_change_roles_and_leave(self, client, owner, address):
        other = MembershipFactory(
            user=UserFactory(), organisation=owner.organisation, role=MembershipRole.EDITOR
        )
        client.force_login(owner.user)
        leave = reverse("member_remove", args=[owner.pk])

        refused = text_of(client.post(leave, follow=True))
        client.post(reverse("member_role", args=[other.pk]), {"role": "owner"})
        client.post(leave)

        assert "You are the last owner. Make a colleague owner first." in refused
        assert Membership.objects.get() == other

    def test_who_are_removed_lose_the_page(self, client, owner, address):
        other = MembershipFactory(user=UserFactory(), organisation=owner.organisation)
        client.force_login(owner.user)
        client.post(reverse("member_remove", args=[other.pk]))

        client.force_login(other.user)

        assert client.post(address, {"email": "x@example.org"}).status_code == 404

    def test_cost_as_many_queries_for_many_as_for_one(
        self, client, owner, address, django_assert_max_num_queries, django_assert_num_queries
    ):
        client.force_login(owner.user)
        client.get(address)
        with django_assert_max_num_queries(20) as few:
            client.get(address)
        for _row in range(4):
            MembershipFactory(user=UserFactory(), organisation=owner.organisation)
            InvitationFactory(organisation=owner.organisation)

        with django_assert_num_queries(len(few)):
            client.get(address)
