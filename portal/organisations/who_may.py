"""The one place that answers who somebody is in the network, and what they may do for whom.

Every answer follows from a row: a membership, a group, an area that is looked after. What people
say of themselves is a label and opens nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import (
    Area,
    AreaFacilitator,
    Membership,
    Organisation,
    OrganisationTrust,
)
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.organisation import OrganisationKind
from portal.users.models import User
from portal.users.roles import Role, is_moderator

_FROM_GROUPS = (Role.COMMISSIONER, Role.MODERATOR, Role.ADMINISTRATOR)
_ROLES_OF_KINDS = {
    OrganisationKind.PROVIDER: (_("Provider owner"), _("Provider editor")),
    OrganisationKind.COMMISSIONER: (_("Commissioner owner"), _("Commissioner editor")),
}
_LOOKED_AFTER = "_areas_looked_after"
_OTHER_ROLES = (MembershipRole.OWNER.label, MembershipRole.EDITOR.label)


@dataclass(frozen=True, kw_only=True)
class HeldRole:
    """A role in words, and for what it is held; empty where it is for the whole network."""

    label: str
    scope: str = ""


def roles_held_by(user: User) -> list[HeldRole]:
    """Everything that somebody is in the network, the own description first."""
    held = []
    if user.describes_as:
        held.append(HeldRole(label=user.get_describes_as_display()))
    held += [
        HeldRole(label=str(role_label(row)), scope=row.organisation.name)
        for row in memberships_of(user)
    ]
    held += [
        HeldRole(label=str(_("Area facilitator")), scope=row.area.name)
        for row in AreaFacilitator.objects.filter(user=user)
        .select_related("area")
        .order_by("area__name")
    ]
    groups = set(user.groups.values_list("name", flat=True))
    if user.is_superuser:
        groups.add(Role.ADMINISTRATOR.value)
    held += [HeldRole(label=str(role.label)) for role in _FROM_GROUPS if role.value in groups]
    return held


def role_label(membership: Membership) -> str | Promise:
    """What somebody is for their organisation, named after what it mainly does."""
    owner, editor = _ROLES_OF_KINDS.get(
        OrganisationKind(membership.organisation.kind), _OTHER_ROLES
    )
    return owner if membership.role == MembershipRole.OWNER else editor


def is_commissioner(user: User) -> bool:
    """Whether somebody buys care: they act for a commissioner, or an administrator said so.

    Nobody becomes one unread: moderators answer who acts for a commissioner, and what becomes one.
    """
    buyers = memberships_of(user).filter(organisation__kind=OrganisationKind.COMMISSIONER)
    return user.is_active and (
        buyers.exists() or user.groups.filter(name=Role.COMMISSIONER.value).exists()
    )


def memberships_of(user: User) -> "QuerySet[Membership]":
    """The organisations that somebody acts for, by name."""
    return (
        Membership.objects.filter(user=user)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def may_edit(user: User, organisation: Organisation) -> bool:
    """Whether somebody may change what the organisation says of itself: its owners and editors."""
    return (
        user.is_active and Membership.objects.filter(user=user, organisation=organisation).exists()
    )


class NotAMemberError(PermissionDenied):
    """The person does not act for the organisation, or not any more."""


def require_member(user: User, organisation: Organisation) -> None:
    """Go on only for somebody who acts for the organisation.

    Raises:
        NotAMemberError: the person does not, or not any more.
    """
    if not may_edit(user, organisation):
        raise NotAMemberError


def locked_for_member(organisation: Organisation, by: User) -> Organisation:
    """The row, held for the rest of the transaction so that its people take turns.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
    """
    row: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_member(by, row)
    return row


def may_manage_members(user: User, organisation: Organisation) -> bool:
    """Whether somebody may invite, remove and change colleagues: its owners alone."""
    mine = Membership.objects.filter(user=user, organisation=organisation)
    return user.is_active and mine.filter(role=MembershipRole.OWNER).exists()


def may_decide_claims(user: User) -> bool:
    """Whether somebody may say who speaks for an organisation: moderators."""
    return is_moderator(user)


def areas_looked_after(user: User) -> frozenset[int]:
    """Numbers of the areas that somebody looks after, with those inside them.

    Read once for each user object, as Django keeps permissions: pages that list what waits ask
    for every row.
    """
    known: frozenset[int] | None = getattr(user, _LOOKED_AFTER, None)
    if known is None:
        known = frozenset(_areas_inside(user))
        setattr(user, _LOOKED_AFTER, known)
    return known


def _areas_inside(user: User) -> Iterable[int]:
    if not user.is_active:
        return []
    own = AreaFacilitator.objects.filter(user=user).values_list("area__path", flat=True)
    inside = reduce(or_, (Q(path__startswith=path) for path in own), Q())
    return Area.objects.filter(inside).values_list("pk", flat=True) if inside else []


def may_publish_first(organisation: Organisation) -> bool:
    """Whether its practices are published before moderators read them."""
    trust: QuerySet[OrganisationTrust] = OrganisationTrust.objects.filter(organisation=organisation)
    return trust.exists()
