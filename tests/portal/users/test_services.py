"""An operator's command can make an account again and again and always ends with the same one."""

import pytest
from allauth.account.models import EmailAddress

from portal.users.models import User
from portal.users.roles import Role
from portal.users.services import ensure_user
from tests.factories.users import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def ensure(role=Role.PROVIDER, email="ada@example.org"):
    return ensure_user(email=email, password=PASSWORD, first_name="Ada", role=role)


class TestEnsureUser:
    def test_makes_a_confirmed_account_in_its_group(self):
        user = ensure()

        assert user.check_password(PASSWORD)
        assert [group.name for group in user.groups.all()] == [Role.PROVIDER.value]
        assert EmailAddress.objects.get(user=user).verified

    def test_makes_no_second_account(self):
        first = ensure()

        second = ensure(email="ADA@example.org")

        assert first == second
        assert User.objects.count() == 1
        assert EmailAddress.objects.filter(user=first).count() == 1

    def test_leaves_the_password_of_somebody_who_is_there(self):
        UserFactory(email="ada@example.org")

        user = ensure_user(
            email="ada@example.org", password="another-one", first_name="A", role=Role.PROVIDER
        )

        assert user.check_password(PASSWORD)

    @pytest.mark.parametrize(
        "role", [role for role in Role if role is not Role.ADMINISTRATOR], ids=str
    )
    def test_lets_only_administrators_into_the_back_office(self, role):
        user = ensure(role)

        assert not user.is_staff
        assert not user.is_superuser

    def test_lets_administrators_in_whoever_they_were_before(self):
        ensure(Role.PROVIDER)

        user = ensure(Role.ADMINISTRATOR)

        assert user.is_superuser
        assert user.groups.filter(name=Role.PROVIDER.value).exists()

    def test_takes_no_right_away(self):
        ensure(Role.ADMINISTRATOR)

        assert ensure(Role.PROVIDER).is_superuser
