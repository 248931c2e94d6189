"""Changes to who acts for an organisation; each is written to its audit log."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log as audit

from portal.organisations.colleagues.selectors import works
from portal.organisations.colleagues.telling import tell_invited
from portal.organisations.models import Invitation, Membership, Organisation
from portal.organisations.models.membership import MembershipRole
from portal.organisations.who_may import may_manage_members
from portal.users.models import User
from portal.users.people import owns_address

WORKS_FOR_DAYS = 7
MOST_IN_A_DAY = 20
"""Invitations that one organisation sends in a day."""


class ColleagueError(Exception):
    """Who acts for the organisation cannot change as asked."""


class NotAnOwnerError(ColleagueError, PermissionDenied):
    """Only owners say who acts for an organisation."""


class TooManyError(ColleagueError):
    """Enough invitations for this day."""


class LastOwnerError(ColleagueError):
    """Nobody would own the organisation any more."""


class NotYoursError(ColleagueError, PermissionDenied):
    """The invitation is for an address that is not a confirmed one of this person."""


class ClosedError(ColleagueError):
    """The invitation was used, taken back, or is too old."""


class GoneError(ColleagueError):
    """The colleague left in the meantime."""


@transaction.atomic
def invite_colleague(
    *, organisation: Organisation, by: User, email: str, role: MembershipRole, at: datetime
) -> Invitation:
    """Mail an invitation that works for a week; an earlier one for the address stops working.

    It is the same for an address with an account and one without, so nobody learns which it is.

    Raises:
        NotAnOwnerError: the person does not own the organisation.
        TooManyError: the organisation sent enough today.
    """
    _lock_as_owner(organisation, by)
    sent = Invitation.objects.filter(organisation=organisation)
    if sent.filter(invited_at__gt=at - timedelta(days=1)).count() >= MOST_IN_A_DAY:
        raise TooManyError
    address = email.strip().casefold()
    _open(organisation).filter(email=address).update(revoked_at=at)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=address,
        role=role,
        invited_by=by,
        invited_at=at,
        expires_at=at + timedelta(days=WORKS_FOR_DAYS),
    )
    _record(organisation, by, "invited", at)
    tell_invited(invitation, at=at)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Take an invitation back; one that was used or taken back before stays as it is.

    Raises:
        NotAnOwnerError: the person does not own the organisation.
    """
    _lock_as_owner(invitation.organisation, by)
    if _open(invitation.organisation).filter(pk=invitation.pk).update(revoked_at=at):
        _record(invitation.organisation, by, "invitation taken back", at)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User, at: datetime) -> Membership:
    """Let the person act for the organisation; who does already keeps the role that they have.

    Raises:
        NotYoursError: the invitation is for another address.
        ClosedError: it was used, taken back, or is too old, or whoever invited is no owner now.
    """
    organisation = _locked(invitation.organisation)
    row = Invitation.objects.get(pk=invitation.pk)
    if not owns_address(by, row.email):
        raise NotYoursError
    if not works(row, at=at):
        raise ClosedError
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    membership, is_new = Membership.objects.get_or_create(
        user=by, organisation=organisation, defaults={"role": row.role}
    )
    if is_new:
        _record(organisation, by, f"joined as {row.role}", at)
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: User, at: datetime) -> None:
    """End a membership, one's own or a colleague's; what they invited stops working with it.

    Raises:
        NotAnOwnerError: it is somebody else's, and the person does not own the organisation.
        LastOwnerError: nobody would own the organisation any more.
    """
    organisation = _locked(membership.organisation)
    row = Membership.objects.filter(pk=membership.pk).first()
    if row is None:
        return
    if row.user_id != by.pk and not may_manage_members(by, organisation):
        raise NotAnOwnerError
    _require_another_owner(row)
    _open(organisation).filter(invited_by=row.user_id).update(revoked_at=at)
    row.delete()
    _record(organisation, by, "left" if row.user_id == by.pk else "removed a colleague", at)


@transaction.atomic
def change_role(*, membership: Membership, by: User, role: MembershipRole, at: datetime) -> None:
    """Make a colleague an owner or an editor; what an owner invited stops working when they
    become an editor.

    Raises:
        NotAnOwnerError: the person does not own the organisation.
        GoneError: the colleague left in the meantime.
        LastOwnerError: nobody would own the organisation any more.
    """
    organisation = _lock_as_owner(membership.organisation, by)
    row = Membership.objects.filter(pk=membership.pk).first()
    if row is None:
        raise GoneError
    if role is not MembershipRole.OWNER:
        _require_another_owner(row)
        # Otherwise they could come back as an owner from a second address.
        _open(organisation).filter(invited_by=row.user_id).update(revoked_at=at)
    row.role = role
    row.save(update_fields=["role"])
    _record(organisation, by, f"made a colleague {role.value}", at)


def _locked(organisation: Organisation) -> Organisation:
    # One change at a time for each organisation, so that two owners cannot leave together.
    row: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    return row


def _lock_as_owner(organisation: Organisation, by: User) -> Organisation:
    locked = _locked(organisation)
    if not may_manage_members(by, locked):
        raise NotAnOwnerError
    return locked


def _open(organisation: Organisation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        organisation=organisation, accepted_at__isnull=True, revoked_at__isnull=True
    )


def _require_another_owner(row: Membership) -> None:
    # An owner whose account is closed can name nobody.
    owners = Membership.objects.filter(
        organisation=row.organisation_id, role=MembershipRole.OWNER, user__is_active=True
    ).exclude(pk=row.pk)
    if row.role == MembershipRole.OWNER and not owners.exists():
        raise LastOwnerError


def _record(organisation: Organisation, by: User, change: str, at: datetime) -> None:
    audit(
        instance=organisation,
        action="wagtail.edit",
        user=by,
        data={"colleagues": change},
        timestamp=at,
    )
