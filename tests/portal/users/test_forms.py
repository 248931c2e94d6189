"""Every account form speaks plain English and carries the markup of the design system."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from portal.users.forms import InOurWords

FORMS = {
    **settings.ACCOUNT_FORMS,
    **{f"mfa {name}": path for name, path in settings.MFA_FORMS.items()},
}


class TestInOurWords:
    @pytest.mark.parametrize("path", FORMS.values(), ids=FORMS)
    def test_is_behind_every_form(self, path):
        assert issubclass(import_string(path), InOurWords)

    @pytest.mark.parametrize("name", ["login", "signup", "reset_password", "request_login_code"])
    def test_never_says_that_a_field_is_required(self, name, rf, db):
        form = import_string(settings.ACCOUNT_FORMS[name])({})

        messages = [str(text) for errors in form.errors.values() for text in errors]

        assert messages
        assert all(text.startswith("Enter ") for text in messages)

    @pytest.mark.parametrize("name", ["login", "signup", "reset_password", "request_login_code"])
    def test_shows_no_placeholder(self, name):
        form = import_string(settings.ACCOUNT_FORMS[name])()

        assert "placeholder" not in str(form)
