"""Readers report a notice, moderators decide, and what is hidden is gone from everywhere."""

import pytest

from home.services.site import ensure_site
from portal.tenders.models import EarlyNotice, Tender
from portal.users.roles import Role
from search.models.outbox import OutboxEntry
from tests.factories.early_notices import EarlyNoticeFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
REPORT = {"reason": "advert", "words": "It sells beds."}


@pytest.fixture
def notice():
    return EarlyNoticeFactory(published=True)


@pytest.fixture
def reader(client):
    person = UserFactory()
    client.force_login(person)
    return person


def decide(client, notice, **decision):
    form = {"reason": "Read it.", **decision}
    return client.post(f"/cms/snippets/tenders/publishednotice/edit/{notice.pk}/", form)


class TestReporting:
    def test_tells_moderators_once_and_leaves_the_page(self, client, reader, notice):
        client.post(f"/early-notices/{notice.pk}/report/", REPORT)
        client.post(f"/early-notices/{notice.pk}/report/", REPORT)

        assert EarlyNotice.objects.get().is_reported
        assert notice.events.get().words == "It sells beds."
        assert client.get(notice.tender.get_absolute_url()).status_code == 200

    def test_without_a_reason_is_refused_at_the_field(self, client, reader, notice):
        response = client.post(f"/early-notices/{notice.pk}/report/", {"words": "Bad."})

        assert list(response.context["form"].errors) == ["reason"]
        assert "Bad." in response.content.decode()


class TestDeciding:
    def test_hides_it_from_readers_and_shows_it_again(self, client, notice):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=Role.MODERATOR))
        page = notice.tender.get_absolute_url()

        OutboxEntry.objects.all().delete()
        decide(client, notice, is_hidden="on")

        assert OutboxEntry.objects.get().object_id == notice.tender.pk
        assert client.get(page).status_code == 404
        assert not Tender.objects.listed().exists()

        decide(client, notice)

        assert client.get(page).status_code == 200
        assert Tender.objects.listed().exists()
        assert [event.step for event in notice.history] == ["hidden", "restored"]
