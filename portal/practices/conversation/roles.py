"""As whom a person may write: lived roles are theirs to say, the others follow from the account."""

from portal.organisations.models import Organisation
from portal.organisations.models.organisation import OrganisationKind, OrganisationQuerySet
from portal.organisations.who_may import is_commissioner
from portal.practices.enums import VOICE_ROLES, WriterRole
from portal.users.models import User


def roles_of(user: User) -> list[WriterRole]:
    """The roles that the person may write as, in the order in which they are offered."""
    roles = list(VOICE_ROLES)
    if own_as(user, WriterRole.PROVIDER).exists():
        roles.append(WriterRole.PROVIDER)
    if is_commissioner(user):
        roles.append(WriterRole.COMMISSIONER)
    return [*roles, WriterRole.OTHER]


def role_for(organisation: Organisation) -> WriterRole:
    """As what somebody writes who writes for this organisation."""
    is_buyer = organisation.kind == OrganisationKind.COMMISSIONER
    return WriterRole.COMMISSIONER if is_buyer else WriterRole.PROVIDER


def own_as(user: User, role: WriterRole) -> OrganisationQuerySet:
    """The organisations that may stand beside what the person writes as this; none for lived
    roles.
    """
    own = Organisation.objects.filter(memberships__user=user)
    if role is WriterRole.PROVIDER:
        return own.exclude(kind=OrganisationKind.COMMISSIONER)
    if role is WriterRole.COMMISSIONER:
        return own.filter(kind=OrganisationKind.COMMISSIONER)
    return own.none()
