"""The staff page of the local outbox: for few eyes, and harmless whatever a mail holds."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from home.services.site import ensure_site
from portal.users.roles import Role
from portal.users.services import ensure_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(outbox_dir):
    message = EmailMultiAlternatives("Hello", "Plain words", to=["amina@example.org"])
    message.attach_alternative("<p>Rich</p><script>alert(1)</script>", "text/html")
    message.send()


def person(role: Role):
    return ensure_user(email=f"{role}@example.org", password="x", first_name="X", role=role)


@pytest.fixture
def moderator(client):
    # A test that commits empties the groups that Wagtail's migrations made.
    ensure_site(site_url="http://testserver")
    client.force_login(person(Role.MODERATOR))
    return client


class TestOutbox:
    def test_shows_each_mail_with_its_text(self, moderator, sent):
        page = moderator.get(reverse("outbox")).content.decode()

        assert "Hello" in page
        assert "amina@example.org" in page
        assert "Plain words" in page

    def test_shows_html_only_in_a_frame_without_rights(self, moderator, sent):
        page = moderator.get(reverse("outbox")).content.decode()

        assert re.search(r"<iframe sandbox\s+srcdoc=", page)
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_is_there_without_any_mail(self, moderator, outbox_dir):
        assert "There are no mails yet." in moderator.get(reverse("outbox")).content.decode()

    def test_is_not_there_where_mail_goes_to_a_server(self, moderator, settings):
        settings.EMAIL_OUTBOX_DIR = ""

        assert moderator.get(reverse("outbox")).status_code == 404

    @pytest.mark.parametrize("role", [Role.PROVIDER, Role.COMMISSIONER])
    def test_is_closed_to_others(self, client, sent, role):
        client.force_login(person(role))

        response = client.get(reverse("outbox"))

        assert response.status_code in (302, 403)
        assert b"Plain words" not in response.content

    def test_asks_strangers_to_sign_in(self, client, sent):
        assert client.get(reverse("outbox")).status_code == 302


class TestMenuItem:
    def test_is_in_the_menu_of_those_who_may_read_it(self, client, outbox_dir):
        client.force_login(person(Role.ADMINISTRATOR))

        assert reverse("outbox") in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_is_left_out_where_mail_goes_to_a_server(self, client, settings):
        settings.EMAIL_OUTBOX_DIR = ""
        client.force_login(person(Role.ADMINISTRATOR))

        page = client.get(reverse("wagtailadmin_home")).content.decode()

        assert reverse("outbox") not in page
