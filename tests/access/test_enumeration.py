"""Nobody learns from the account pages whether somebody else has an account."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.common.outbox import messages_in
from tests.factories.users import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "known@example.org", "unknown@example.org"
FORMS = {
    "account_signup": {"email": "", "password1": PASSWORD},
    "account_reset_password": {"email": ""},
    "account_request_login_code": {"email": ""},
    "account_login": {"login": "", "password": "not the password"},
}


def _answer(client, name, email):
    """Status, address and text of what follows, without what differs by chance or address."""
    form = {key: value or email for key, value in FORMS[name].items()}
    response = client.post(reverse(name), form, follow=True)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)
    return response.redirect_chain, response.status_code, text.replace(email, "ADDRESS")


class TestAccountForm:
    @pytest.mark.parametrize("name", FORMS)
    def test_answers_the_same_for_a_known_and_an_unknown_address(self, name):
        UserFactory(email=KNOWN)

        known = _answer(Client(), name, KNOWN)
        unknown = _answer(Client(), name, UNKNOWN)

        assert known == unknown

    @pytest.mark.parametrize("name", sorted(set(FORMS) - {"account_login"}))
    def test_sends_one_mail_to_either(self, name, outbox_dir):
        UserFactory(email=KNOWN)

        for email in (KNOWN, UNKNOWN):
            _answer(Client(), name, email)

        receivers = [message["To"] for message in messages_in(outbox_dir)]
        assert sorted(receivers) == [KNOWN, UNKNOWN]

    def test_changes_nothing_for_the_owner_when_somebody_signs_up_with_their_address(self, client):
        user = UserFactory(email=KNOWN)
        before = user.password

        _answer(client, "account_signup", "KNOWN@example.org")

        user.refresh_from_db()
        assert user.password == before
        assert type(user).objects.count() == 1
