"""Who acts for an organisation changes by the right people, once, and never ends with nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from portal.organisations.colleagues.services import (
    MOST_IN_A_DAY,
    ClosedError,
    GoneError,
    LastOwnerError,
    NotAnOwnerError,
    NotYoursError,
    TooManyError,
    accept_invitation,
    change_role,
    invite_colleague,
    remove_member,
    revoke_invitation,
)
from portal.organisations.colleagues.tokens import invitation_of, invitation_token
from portal.organisations.models import Membership
from portal.organisations.models.membership import MembershipRole
from portal.users.models import Notice
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import InvitationFactory, MembershipFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ADDRESS = "new@example.org"


@pytest.fixture
def owner():
    return MemberFactory()


@pytest.fixture
def editor(owner):
    return MembershipFactory(
        user=UserFactory(), organisation=owner.organisation, role=MembershipRole.EDITOR
    )


def invite(member, email=ADDRESS, at=NOW, role=MembershipRole.EDITOR):
    return invite_colleague(
        organisation=member.organisation, by=member.user, email=email, role=role, at=at
    )


class TestInviteColleague:
    @pytest.mark.parametrize("is_known", [True, False])
    def test_tells_a_known_and_an_unknown_address_the_same(self, owner, is_known):
        if is_known:
            UserFactory(email=ADDRESS)

        invitation = invite(owner, "New@Example.org")

        notice = Notice.objects.get()
        assert (notice.person, notice.address) == (None, ADDRESS)
        assert notice.path == f"/account/invitations/{invitation_token(invitation)}/"
        assert str(owner.organisation) in notice.subject

    def test_ends_the_one_before(self, owner):
        first = invite(owner)

        second = invite(owner)

        first.refresh_from_db()
        assert (first.is_open_at(NOW), second.is_open_at(NOW)) == (False, True)

    def test_is_for_owners(self, editor):
        with pytest.raises(NotAnOwnerError):
            invite(editor)

    def test_ends_for_the_day_at_twenty(self, owner):
        for number in range(MOST_IN_A_DAY):
            invite(owner, f"a{number}@example.org")

        with pytest.raises(TooManyError):
            invite(owner)
        assert invite(owner, at=NOW + timedelta(days=1, seconds=1))


class TestAcceptInvitation:
    def test_lets_the_person_in_with_the_role(self, owner):
        user = UserFactory(email=ADDRESS)

        membership = accept_invitation(invitation=invite(owner), by=user, at=NOW)

        assert (membership.user, membership.role) == (user, MembershipRole.EDITOR)

    def test_lowers_nobody(self, owner):
        invitation = invite(owner, owner.user.email)

        assert accept_invitation(invitation=invitation, by=owner.user, at=NOW).role == "owner"

    def test_is_for_the_address_it_was_sent_to(self, owner):
        with pytest.raises(NotYoursError):
            accept_invitation(invitation=invite(owner), by=UserFactory(), at=NOW)

        assert Membership.objects.count() == 1

    def test_asks_for_a_confirmed_address(self, owner):
        user = UserFactory(email=ADDRESS)
        user.emailaddress_set.update(verified=False)

        with pytest.raises(NotYoursError):
            accept_invitation(invitation=invite(owner), by=user, at=NOW)

    def test_ends_with_the_account_of_who_invited(self, owner):
        invitation, user = invite(owner), UserFactory(email=ADDRESS)
        owner.user.is_active = False
        owner.user.save()

        with pytest.raises(ClosedError):
            accept_invitation(invitation=invitation, by=user, at=NOW)

    def test_works_once(self, owner):
        invitation, user = invite(owner), UserFactory(email=ADDRESS)
        accept_invitation(invitation=invitation, by=user, at=NOW).delete()

        with pytest.raises(ClosedError):
            accept_invitation(invitation=invitation, by=user, at=NOW)

    def test_works_for_seven_days(self, owner):
        invitation, user = invite(owner), UserFactory(email=ADDRESS)

        with pytest.raises(ClosedError):
            accept_invitation(invitation=invitation, by=user, at=NOW + timedelta(days=7))

    @pytest.mark.parametrize("end", ["taken back", "inviter removed", "inviter made editor"])
    def test_ends_when(self, owner, end):
        inviter = MembershipFactory(user=UserFactory(), organisation=owner.organisation)
        invitation, user = invite(inviter), UserFactory(email=ADDRESS)
        if end == "taken back":
            revoke_invitation(invitation=invitation, by=owner.user, at=NOW)
        elif end == "inviter made editor":
            change_role(membership=inviter, by=owner.user, role=MembershipRole.EDITOR, at=NOW)
        else:
            remove_member(membership=inviter, by=owner.user, at=NOW)

        with pytest.raises(ClosedError):
            accept_invitation(invitation=invitation, by=user, at=NOW)

    def test_is_taken_back_by_owners_alone(self, owner, editor):
        with pytest.raises(NotAnOwnerError):
            revoke_invitation(invitation=invite(owner), by=editor.user, at=NOW)


class TestRemoveMember:
    def test_lets_an_editor_leave(self, editor):
        remove_member(membership=editor, by=editor.user, at=NOW)

        assert not Membership.objects.filter(pk=editor.pk).exists()

    def test_keeps_the_last_owner(self, owner, editor):
        with pytest.raises(LastOwnerError):
            remove_member(membership=owner, by=owner.user, at=NOW)

    def test_counts_no_owner_whose_account_is_closed(self, owner):
        MembershipFactory(user=UserFactory(is_active=False), organisation=owner.organisation)

        with pytest.raises(LastOwnerError):
            remove_member(membership=owner, by=owner.user, at=NOW)

    def test_lets_an_owner_leave_who_named_another(self, owner, editor):
        change_role(membership=editor, by=owner.user, role=MembershipRole.OWNER, at=NOW)

        remove_member(membership=owner, by=owner.user, at=NOW)

        assert Membership.objects.get().user == editor.user

    def test_is_for_owners_where_it_is_somebody_else(self, owner, editor):
        with pytest.raises(NotAnOwnerError):
            remove_member(membership=owner, by=editor.user, at=NOW)

    def test_twice_is_once(self, owner, editor):
        for _press in range(2):
            remove_member(membership=editor, by=owner.user, at=NOW)

        assert Membership.objects.get() == owner


class TestChangeRole:
    def test_keeps_the_last_owner(self, owner, editor):
        with pytest.raises(LastOwnerError):
            change_role(membership=owner, by=owner.user, role=MembershipRole.EDITOR, at=NOW)

    def test_is_for_owners(self, owner, editor):
        with pytest.raises(NotAnOwnerError):
            change_role(membership=editor, by=editor.user, role=MembershipRole.OWNER, at=NOW)

    def test_finds_nobody_who_left_in_the_meantime(self, owner, editor):
        remove_member(membership=editor, by=editor.user, at=NOW)

        with pytest.raises(GoneError):
            change_role(membership=editor, by=owner.user, role=MembershipRole.OWNER, at=NOW)


class TestToken:
    def test_opens_its_own_invitation(self):
        invitation = InvitationFactory()

        assert invitation_of(invitation_token(invitation)) == invitation

    @pytest.mark.parametrize("token", ["", "x", "00.x", "x" * 500])
    def test_that_was_forged_opens_none(self, token):
        assert invitation_of(token) is None


class TestDatabase:
    def test_keeps_one_open_invitation_for_an_address(self):
        row = InvitationFactory()

        with pytest.raises(IntegrityError):
            InvitationFactory(organisation=row.organisation, email=row.email)

    @pytest.mark.parametrize(
        "fields",
        [
            {"role": "king"},
            {"expires_at": datetime(2025, 1, 1, tzinfo=UTC)},
            {"accepted_at": NOW, "revoked_at": NOW},
        ],
        ids=str,
    )
    def test_refuses_what_cannot_be(self, fields):
        with pytest.raises(IntegrityError):
            InvitationFactory(**fields)
