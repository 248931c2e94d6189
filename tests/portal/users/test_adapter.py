"""The portal's own rules for accounts: addresses that can be reached, links to our own site."""

import re

import pytest
from django.urls import reverse

from portal.common.outbox import messages_in
from portal.users.models import User
from tests.factories.users import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def _sign_up(client, email):
    form = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
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

    def test_makes_links_that_work(self, client, outbox_dir):
        _sign_up(client, "new@example.org")
        text = messages_in(outbox_dir)[0].get_content()
        path = re.search(r"http://testserver(\S+confirm-email\S+)", text)[1]

        response = client.post(path)

        assert response.status_code == 302
        assert User.objects.get().emailaddress_set.get().verified
