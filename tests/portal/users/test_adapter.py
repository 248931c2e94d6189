"""The portal's own rules for accounts: addresses that can be reached, links to our own site."""

import re

import pytest
from django.urls import reverse

from portal.common.outbox import messages_in
from portal.users.models import User
from tests.factories.users import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def code_in(text):
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", text)[0]


def _sign_up(client, email):
    form = {"email": email, "password1": PASSWORD}
    return client.post(reverse("account_signup"), form)


class TestCleanEmail:
    @pytest.mark.parametrize("email", ["x@[127.0.0.1]", "a@localhost", "b@", "c", "d@.example"])
    def test_refuses_what_mail_cannot_reach(self, client, email):
        response = _sign_up(client, email)

        assert response.status_code == 200
        assert "Enter an email address in the right form" in response.text
        assert not User.objects.exists()

    def test_accepts_an_odd_but_valid_address(self, client):
        response = _sign_up(client, "o'neill+care@sub.example.org")

        assert response.status_code == 302
        assert User.objects.filter(email="o'neill+care@sub.example.org").exists()

    def test_never_sends_what_a_line_break_would_add(self, client, outbox_dir):
        _sign_up(client, "a@example.org\r\nBcc: everybody@example.org")

        assert messages_in(outbox_dir) == []


class TestSendMail:
    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
    def test_links_to_the_site_and_not_to_the_host_of_the_request(
        self, client, outbox_dir, settings, host
    ):
        settings.SITE_URL = "https://portal.example.org"
        user = UserFactory()

        client.post(
            reverse("account_reset_password"), {"email": user.email}, headers={"host": host}
        )

        text = messages_in(outbox_dir)[0].get_content()
        links = re.findall(r"https?://[^\s]+", text)
        assert len(links) == 2
        assert all(link.startswith("https://portal.example.org") for link in links)


class TestSigningUp:
    def test_ends_with_a_code_where_the_person_wanted_to_go(self, client, outbox_dir):
        form = {"email": "new@example.org", "password1": PASSWORD, "next": "/share/"}
        asked = client.post(reverse("account_signup"), form)
        text = messages_in(outbox_dir)[0].get_content()

        response = client.post(asked.url, {"code": code_in(text)})

        assert response.url == "/share/"
        assert User.objects.get().emailaddress_set.get().verified
        assert client.session["_auth_user_id"] == str(User.objects.get().pk)

    def test_does_not_end_with_a_wrong_code(self, client, outbox_dir):
        asked = _sign_up(client, "new@example.org")

        page = client.post(asked.url, {"code": "no"})

        assert "The code is not right." in page.text
        assert "_auth_user_id" not in client.session

    def test_stops_after_three_wrong_codes(self, client, outbox_dir):
        asked = _sign_up(client, "new@example.org")
        code = code_in(messages_in(outbox_dir)[0].get_content())
        for _try in range(3):
            client.post(asked.url, {"code": "no"})

        client.post(asked.url, {"code": code})

        assert not User.objects.get().emailaddress_set.get().verified

    def test_sends_another_code_when_asked(self, client, outbox_dir):
        asked = _sign_up(client, "new@example.org")

        client.post(asked.url, {"action": "resend"})

        codes = {code_in(message.get_content()) for message in messages_in(outbox_dir)}
        assert len(codes) == 2
        for code in codes:
            client.post(asked.url, {"code": code})
        assert User.objects.get().emailaddress_set.get().verified
