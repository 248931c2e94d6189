"""Who acts for an organisation, as those who act for it see each other."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.organisations.models import Invitation, Membership, Organisation
from portal.organisations.models.membership import MembershipRole
from portal.organisations.who_may import may_manage_members
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """A member as a colleague sees them; only owners see addresses."""

    membership: Membership
    name: str
    is_reader: bool

    @property
    def is_owner(self) -> bool:
        """Whether they own the organisation."""
        return self.membership.role == MembershipRole.OWNER


def colleagues_of(organisation: Organisation, *, reader: User) -> list[Colleague]:
    """Everybody who acts for the organisation, owners first."""
    sees_addresses = may_manage_members(reader, organisation)
    rows = (
        Membership.objects.filter(organisation=organisation)
        .select_related("user", "organisation")
        .order_by("-role", "user__first_name", "pk")
    )
    return [
        Colleague(
            membership=row,
            name=_name_of(row.user, with_address=sees_addresses or row.user_id == reader.pk),
            is_reader=row.user_id == reader.pk,
        )
        for row in rows
    ]


def open_invitations(organisation: Organisation, *, at: datetime) -> QuerySet[Invitation]:
    """What was sent and can still be accepted, newest first."""
    return Invitation.objects.filter(
        organisation=organisation,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=at,
    ).order_by("-invited_at", "-pk")


def _name_of(user: User, *, with_address: bool) -> str:
    name = user.get_full_name()
    if with_address:
        return f"{name} ({user.email})" if name else user.email
    return name or _("A colleague without a name here")


def works(invitation: Invitation, *, at: datetime) -> bool:
    """Whether it can be accepted: whoever invited may have left, or closed their account, since."""
    inviter = invitation.invited_by
    return (
        invitation.is_open_at(at)
        and inviter is not None
        and may_manage_members(inviter, invitation.organisation)
    )
