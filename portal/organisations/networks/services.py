"""Joining and leaving networks: one side asks, the other agrees, and either may end it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log as audit

from portal.organisations.models import NetworkMembership, NetworkRequest, Organisation
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
        TooManyError: wait until others have answered.
    """
    _require_owner(by, member)
    Organisation.objects.select_for_update().get(pk=member.pk)
    if NetworkMembership.objects.filter(network=network, member=member).exists():
        raise AlreadyMemberError
    known = NetworkRequest.objects.filter(network=network, member=member).first()
    if known is not None:
        return known
    if NetworkRequest.objects.filter(member=member).count() >= MOST_OPEN:
        raise TooManyError
    return NetworkRequest.objects.create(network=network, member=member, asked_by=by, asked_at=at)


@transaction.atomic
def answer_request(*, request: NetworkRequest, by: User, is_agreed: bool) -> None:
    """Take the organisation in, or not; an answer that came twice changes nothing.

    Raises:
        NotAnOwnerError: `by` does not own the network.
    """
    _require_owner(by, request.network)
    ended, _rows = NetworkRequest.objects.filter(pk=request.pk).delete()
    if not ended:
        return
    if is_agreed:
        NetworkMembership.objects.get_or_create(network=request.network, member=request.member)
    told = {"network": request.network_id, "is_member": is_agreed}
    audit(instance=request.member, action="wagtail.edit", user=by, data=told)


@transaction.atomic
def end_membership(*, membership: NetworkMembership, by: User) -> None:
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
        audit(instance=membership.member, action="wagtail.edit", user=by, data=told)


def _require_owner(person: User, organisation: Organisation) -> None:
    if not may_manage_members(person, organisation):
        raise NotAnOwnerError
