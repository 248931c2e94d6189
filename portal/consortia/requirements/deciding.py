"""Who may decide what a tender asks for: providers who look for partners, each its own decisions.

The requirements are facts of the tender, with their source, so there is one set for everybody; a
rival must not be able to undo what another confirmed (see docs/adr).
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import RequirementState
from portal.organisations.declaring.selectors import opted_in
from portal.organisations.models import Organisation
from portal.organisations.models.opt_in import MatchPurpose
from portal.organisations.models.organisation import OrganisationKind
from portal.users.models import User
from portal.users.roles import is_moderator


class NotAnInitiatorError(PermissionDenied):
    """The person acts for nobody who said yes to being proposed for tenders."""


class NotYourDecisionError(PermissionDenied):
    """Another organisation, or a moderator, decided this."""


def initiators_of(user: User, *, at: datetime) -> list[Organisation]:
    """The person's organisations that look for partners, by name: no yes that counts, no say."""
    found = opted_in(MatchPurpose.TENDERS, at=at).exclude(kind=OrganisationKind.COMMISSIONER)
    return list(found.filter(memberships__user=user).order_by("name")) if user.is_active else []


def decider_for(user: User, *, at: datetime) -> Organisation | None:
    """For whom the person decides; None for a moderator, who decides for the portal.

    Raises:
        NotAnInitiatorError: the person may decide nothing.
    """
    own = initiators_of(user, at=at)
    if own:
        return own[0]
    if not is_moderator(user):
        raise NotAnInitiatorError
    return None


def may_change(row: TenderRequirement, user: User, *, at: datetime) -> bool:
    """Whether the person may decide this one, or decide it anew."""
    if is_moderator(user):
        return True
    own = {organisation.pk for organisation in initiators_of(user, at=at)}
    return bool(own) and (row.state == RequirementState.PROPOSED or row.decided_for_id in own)


def own_decision(row: TenderRequirement, user: User, *, at: datetime) -> Organisation | None:
    """For whom the person decides this one.

    Raises:
        NotAnInitiatorError: the person may decide nothing.
        NotYourDecisionError: somebody else decided this.
    """
    decider = decider_for(user, at=at)
    if not may_change(row, user, at=at):
        raise NotYourDecisionError
    return decider
