"""An account is one address, in whatever case it is typed."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from portal.users.models import User
from tests.factories.users import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


class TestCreateUser:
    def test_keeps_the_address_in_lower_case_without_spaces(self):
        user = User.objects.create_user(" Ada@Example.ORG ")

        assert user.email == "ada@example.org"

    def test_refuses_an_empty_address(self):
        with pytest.raises(ValueError, match="needs an e-mail address"):
            User.objects.create_user("")

    def test_makes_an_account_without_a_password_that_no_password_opens(self):
        user = User.objects.create_user("ada@example.org")

        assert not user.has_usable_password()

    def test_gives_no_rights(self):
        user = User.objects.create_user("ada@example.org")

        assert (user.is_staff, user.is_superuser, user.groups.exists()) == (False, False, False)


class TestCreateSuperuser:
    def test_gives_every_right(self):
        user = User.objects.create_superuser("root@example.org", PASSWORD)

        assert user.is_staff
        assert user.is_superuser


class TestUser:
    def test_signs_in_in_any_case(self):
        user = UserFactory(email="ada@example.org")

        assert authenticate(username="ADA@example.org", password=PASSWORD) == user

    def test_cannot_hold_one_address_twice(self):
        UserFactory(email="ada@example.org")

        with pytest.raises(IntegrityError):
            User(email="ADA@example.org").save()

    def test_is_shown_by_name_or_else_by_address(self):
        named = UserFactory(first_name="Ada", last_name="Lovelace")
        unnamed = UserFactory()

        assert str(named) == "Ada Lovelace"
        assert str(unnamed) == unnamed.email
