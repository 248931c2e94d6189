"""Readers and administrators see how old the notices are, and a warning once they are old."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.tenders.models import NoticeFeed
from portal.users.roles import Role
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

BOARD = "/tenders/"


def _read(age, **columns):
    at = None if age is None else timezone.now() - age
    NoticeFeed.objects.update_or_create(
        source="find-a-tender", defaults=dict(is_on=True, last_good_at=at, **columns)
    )


class TestBoard:
    def test_says_when_each_service_was_last_read(self, client):
        _read(timedelta(hours=3))

        page = client.get(BOARD).content.decode()

        assert "Notices from Find a Tender, last read 3\xa0hours ago." in page
        assert "Contracts Finder" not in page
        assert "may be missing" not in page

    def test_warns_when_that_was_long_ago(self, client):
        _read(timedelta(days=3), problem="The service answered 503.")

        page = client.get(BOARD).content.decode()

        assert "last read 3\xa0days ago. Newer notices may be missing here." in page
        assert "503" not in page

    def test_says_that_a_first_reading_is_not_over(self, client):
        _read(None)

        page = client.get(BOARD).content.decode()

        assert "Notices from Find a Tender have not all been read yet." in page


class TestAdmin:
    @pytest.fixture
    def administrator(self, client):
        ensure_site(site_url="https://portal.example")
        client.force_login(UserFactory(role=Role.ADMINISTRATOR))
        return client

    def test_warns_on_its_first_page_with_the_reason(self, administrator):
        _read(timedelta(days=3), problem="The service answered 503.")

        page = administrator.get(reverse("wagtailadmin_home")).content.decode()

        assert "Notices from Find a Tender were last read 3\xa0days ago." in page
        assert "The service answered 503." in page

    def test_is_quiet_while_all_is_read(self, administrator):
        _read(timedelta(hours=3))

        page = administrator.get(reverse("wagtailadmin_home")).content.decode()

        assert "Notices from" not in page

    def test_switches_a_feed_on_and_mends_its_address(self, administrator):
        feed = NoticeFeed.objects.get(source="sell2wales")
        url = reverse("wagtailsnippets_tenders_noticefeed:edit", args=[feed.pk])

        assert administrator.get(url).status_code == 200
        form = {"is_on": "on", "addresses": "https://notices.example/v2"}
        response = administrator.post(url, form)

        feed.refresh_from_db()
        assert response.status_code == 302
        assert (feed.is_on, feed.address_list) == (True, ["https://notices.example/v2"])

    @pytest.mark.parametrize(
        "addresses", ["", "ftp://notices.example/", "notices", "https://a b/", "https://[half"]
    )
    def test_names_an_address_that_is_none_and_keeps_the_feed(self, administrator, addresses):
        feed = NoticeFeed.objects.get(source="sell2wales")
        url = reverse("wagtailsnippets_tenders_noticefeed:edit", args=[feed.pk])

        page = administrator.post(url, {"is_on": "on", "addresses": addresses})

        feed.refresh_from_db()
        assert page.status_code == 200
        assert "addresses" in page.context["form"].errors
        assert feed.is_on is False

    def test_lists_the_four_services_and_adds_none(self, administrator):
        page = administrator.get(reverse("wagtailsnippets_tenders_noticefeed:list"))

        assert page.content.decode().count("noticefeed/edit/") >= 4
        add = administrator.get(reverse("wagtailsnippets_tenders_noticefeed:add"))
        assert add.status_code in {302, 403, 404}
