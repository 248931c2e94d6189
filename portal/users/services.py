"""Changes to accounts; called by commands and views."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from portal.users.models import User
from portal.users.roles import Role


def describe_oneself(*, user: User, name: str, describes_as: str) -> None:
    """Keep the name and the description as somebody wants them.

    The whole name goes into the first of Django's two fields: not every name has a family part.
    """
    user.first_name, user.last_name, user.describes_as = name, "", describes_as
    user.save(update_fields=["first_name", "last_name", "describes_as"])


@transaction.atomic
def ensure_user(*, email: str, password: str | None, first_name: str, role: Role | None) -> User:
    """Make or refresh a confirmed account, with one role if any; safe to repeat, never lowers
    other rights.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, password, first_name=first_name)
    if role is Role.ADMINISTRATOR and not user.is_superuser:
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
    if role is not None:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user
