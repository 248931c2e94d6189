"""People with a confirmed email address, of one role."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from portal.users.models import User
from portal.users.roles import Role

PASSWORD = "seven-tall-herons-wading"


class UserFactory(DjangoModelFactory):
    """Somebody who can sign in with PASSWORD; give `role=` for a group of people."""

    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person-{number}@example.org")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        role: Role | None = kwargs.pop("role", None)
        if role is Role.ADMINISTRATOR:
            kwargs |= {"is_staff": True, "is_superuser": True}
        user = model_class.objects.create_user(*args, **kwargs)
        if role is not None:
            user.groups.add(Group.objects.get_or_create(name=role.value)[0])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user
