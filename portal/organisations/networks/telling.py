"""Tells the owners of one side of a network what the other side asked, answered or ended."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.organisations.models import NetworkMembership, NetworkRequest, Organisation
from portal.organisations.models.membership import MembershipRole
from portal.users.enums import NoticeKind
from portal.users.models import User
from portal.users.notices import Message, notify


def tell_network(request: NetworkRequest, *, by: User, at: datetime) -> None:
    """Say that an organisation asks to join, and that an owner is to answer."""
    told = {"member": request.member, "network": request.network}
    message = _message(
        f"network-request:{request.pk}:{request.asked_at.isoformat()}",
        request.network,
        _("%(member)s asks to join %(network)s") % told,
        _("%(member)s would like to be a member of %(network)s. Say yes or no on the page.") % told,
    )
    _tell_owners(request.network, message, by, at)


def tell_asker(request: NetworkRequest, *, is_agreed: bool, by: User, at: datetime) -> None:
    """Say what the network answered, to the owners of the organisation that asked."""
    told = {"member": request.member, "network": request.network}
    if is_agreed:
        subject = _("%(member)s is a member of %(network)s now")
        text = _("The owners of %(network)s said yes. The page of %(member)s says so.")
    else:
        subject = _("%(network)s did not take %(member)s in")
        text = _(
            "The owners of %(network)s said no. You can ask again later, or ask another network."
        )
    message = _message(
        f"network-answer:{request.pk}:{request.asked_at.isoformat()}",
        request.member,
        subject % told,
        text % told,
    )
    _tell_owners(request.member, message, by, at)


def tell_left(membership: NetworkMembership, *, by: User, at: datetime) -> None:
    """Say to both sides that the membership has ended; whoever ended it knows."""
    told = {"member": membership.member, "network": membership.network}
    for side in (membership.network, membership.member):
        message = _message(
            f"network-ended:{membership.pk}:{side.pk}",
            side,
            _("%(member)s is no longer a member of %(network)s") % told,
            _("An owner of one of the two ended the membership. Either may ask again.") % told,
        )
        _tell_owners(side, message, by, at)


def _message(key: str, side: Organisation, subject: str, text: str) -> Message:
    return Message(
        kind=NoticeKind.NETWORKS,
        key=key,
        subject=subject,
        text=text,
        path=reverse("network_list", args=[side.slug]),
        reason=_("you own %(organisation)s here.") % {"organisation": side},
    )


def _tell_owners(side: Organisation, message: Message, by: User, at: datetime) -> None:
    owners = User.objects.filter(
        is_active=True, memberships__organisation=side, memberships__role=MembershipRole.OWNER
    )
    notify(people=owners.exclude(pk=by.pk).distinct(), message=message, at=at)
