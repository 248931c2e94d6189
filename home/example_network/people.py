"""The people of the examples: accounts without a password, most of which act for somebody."""

from collections.abc import Mapping, Sequence
from typing import Any

from home.example_network.occasion import example_organisation
from portal.organisations.models import Membership
from portal.organisations.models.membership import MembershipRole
from portal.users.models import User
from portal.users.roles import Role
from portal.users.services import describe_oneself, ensure_user


def ensure_people(rows: Sequence[dict[str, Any]]) -> Mapping[str, User]:
    """Short name -> account; those that are there stay as they are.

    Raises:
        Organisation.DoesNotExist: somebody would act for an organisation that is no example.
    """
    return {row["key"]: _known(row["email"]) or _made(row) for row in rows}


def _known(email: str) -> User | None:
    found: User | None = User.objects.filter(email__iexact=email).first()
    return found


def _made(row: dict[str, Any]) -> User:
    role = Role.PROVIDER if "acts_for" in row else None
    user = ensure_user(email=row["email"], password=None, first_name=row["name"], role=role)
    if "describes_as" in row:
        describe_oneself(user=user, name=row["name"], describes_as=row["describes_as"])
    if "acts_for" in row:
        Membership.objects.create(
            user=user,
            organisation=example_organisation(row["acts_for"]),
            role=MembershipRole.OWNER,
        )
    return user
