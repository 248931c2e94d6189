"""Joining and leaving networks: one side asks, the other agrees, and either may end it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log as audit

from portal.organisations.models import (
    Membership,
    NetworkMembership,
    NetworkRequest,
    Organisation,
)
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.organisation import OrganisationQuerySet
from portal.organisations.networks.telling import tell_asker, tell_left, tell_network
from portal.organisations.who_may import may_manage_members
from portal.users.models import User

MOST_OPEN = 10
"""Requests of one organisation that wait for an answer."""


class NetworkError(Exception):
    """What was asked for cannot be done; nothing has changed."""


class NotAnOwnerError(NetworkError, PermissionDenied):
    """Only owners speak for an organisation here."""


class AlreadyMemberError(NetworkError):
    """It is a member already."""


class RefusedLatelyError(NetworkError):
    """The network said no a short while ago."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class NobodyAnswersError(NetworkError):
    """Nobody owns the network here, so nobody could answer."""


class TooManyError(NetworkError):
    """Enough requests wait for an answer."""


@transaction.atomic
def ask_to_join(
    *, network: Organisation, member: Organisation, by: User, at: datetime
) -> NetworkRequest:
    """Ask the owners of a network to take an organisation in; asked twice, it is asked once.

    Raises:
        NotAnOwnerError: `by` does not own the organisation that asks.
        AlreadyMemberError: it is a member already.
        NobodyAnswersError: the network has no owner here.
        RefusedLatelyError: the network said no in the last 30 days.
        TooManyError: wait until others have answered.
    """
    _require_owner(by, member)
    Organisation.objects.select_for_update().get(pk=member.pk)
    if NetworkMembership.objects.filter(network=network, member=member).exists():
        raise AlreadyMemberError
    if not that_answer().filter(pk=network.pk).exists():
        raise NobodyAnswersError
    known = NetworkRequest.objects.filter(network=network, member=member).first()
    again_at = known.may_ask_again_at if known else None
    if known is not None and again_at is None:
        return known
    if again_at is not None and again_at > at:
        raise RefusedLatelyError(again_at)
    if NetworkRequest.objects.filter(member=member, refused_at=None).count() >= MOST_OPEN:
        raise TooManyError
    request, _is_new = NetworkRequest.objects.update_or_create(
        network=network,
        member=member,
        defaults={"asked_by": by, "asked_at": at, "refused_at": None},
    )
    tell_network(request, by=by, at=at)
    return request


@transaction.atomic
def answer_request(*, request: NetworkRequest, by: User, is_agreed: bool, at: datetime) -> None:
    """Take the organisation in, or not; an answer that came twice changes nothing.

    A no stays, so that who asked finds it and asks no more for a while.

    Raises:
        NotAnOwnerError: `by` does not own the network.
    """
    _require_owner(by, request.network)
    row = NetworkRequest.objects.select_for_update().filter(pk=request.pk, refused_at=None).first()
    if row is None:
        return
    tell_asker(row, is_agreed=is_agreed, by=by, at=at)
    if is_agreed:
        NetworkMembership.objects.get_or_create(network=row.network, member=row.member)
        row.delete()
    else:
        row.refused_at = at
        row.save(update_fields=["refused_at"])
    told = {"network": row.network_id, "is_member": is_agreed}
    audit(instance=row.member, action="wagtail.edit", user=by, data=told, timestamp=at)


@transaction.atomic
def end_membership(*, membership: NetworkMembership, by: User, at: datetime) -> None:
    """Leave a network, or take a member out; ended twice, it is ended once.

    Raises:
        NotAnOwnerError: `by` owns neither of the two.
    """
    sides = (membership.member, membership.network)
    if not any(may_manage_members(by, side) for side in sides):
        raise NotAnOwnerError
    ended, _rows = NetworkMembership.objects.filter(pk=membership.pk).delete()
    if ended:
        told = {"network": membership.network_id, "is_member": False}
        audit(instance=membership.member, action="wagtail.edit", user=by, data=told, timestamp=at)
        tell_left(membership, by=by, at=at)


def that_answer() -> OrganisationQuerySet:
    """Organisations that somebody owns here, who can answer for them."""
    owners = Membership.objects.filter(role=MembershipRole.OWNER, user__is_active=True)
    return Organisation.objects.filter(pk__in=owners.values("organisation"))


def _require_owner(person: User, organisation: Organisation) -> None:
    if not may_manage_members(person, organisation):
        raise NotAnOwnerError
