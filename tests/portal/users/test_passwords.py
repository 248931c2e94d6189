"""Which passwords the portal accepts."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from portal.users.models import User


class TestPasswordPolicy:
    @pytest.mark.parametrize(
        "password",
        [
            "elevenchars",
            "passwordpassword",
            "correct.person@example.org",
            "CommonPractice2026!",
            "common-practice-common",
        ],
    )
    def test_refuses(self, password):
        user = User(email="correct.person@example.org")

        with pytest.raises(ValidationError):
            validate_password(password, user)

    @pytest.mark.parametrize(
        "password",
        [
            "three wet socks",
            "no rules of composition at all",
            "ünïcödé wörds äre fine",
            "common ground and cold coffee",
            "x9" * 64,
        ],
    )
    def test_accepts(self, password):
        assert validate_password(password, User(email="correct.person@example.org")) is None

    def test_keeps_all_of_a_long_password(self, db):
        user = User.objects.create_user("long@example.org", "a quiet owl " * 11)

        assert user.check_password("a quiet owl " * 11)
        assert not user.check_password("a quiet owl " * 10)
