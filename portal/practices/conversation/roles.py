"""As whom a person may write: lived roles are theirs to say, the others follow from the account."""

from portal.organisations.models import Organisation
from portal.practices.enums import VOICE_ROLES, WriterRole
from portal.users.models import User
from portal.users.roles import Role


def roles_of(user: User) -> list[WriterRole]:
    """The roles that the person may write as, in the order in which they are offered."""
    roles = list(VOICE_ROLES)
    if user.memberships.exists():
        roles.append(WriterRole.PROVIDER)
    if user.groups.filter(name=Role.COMMISSIONER.value).exists():
        roles.append(WriterRole.COMMISSIONER)
    return [*roles, WriterRole.OTHER]


def organisation_of(user: User, role: WriterRole) -> Organisation | None:
    """The organisation named beside what the person writes; only who writes for one names it."""
    if role is not WriterRole.PROVIDER:
        return None
    return Organisation.objects.filter(memberships__user=user).order_by("name").first()
