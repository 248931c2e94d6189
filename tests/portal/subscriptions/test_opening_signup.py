"""The lists of events, asks and tenders lead to emails about them, and say how many to expect."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.subscriptions.enums import TopicKind
from portal.subscriptions.models import ConsentRecord
from portal.subscriptions.services.recording import record_opening
from tests.factories.asks import AskFactory
from tests.factories.events import EventPageFactory, events_page
from tests.factories.organisations import AreaFactory
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


class TestTheListOf:
    def test_events_leads_to_emails_about_events(self, client):
        EventPageFactory()

        page = text_of(client.get(events_page().url))

        assert "/email-updates/?about=events" in page
        assert "In the last 30 days 1 was new or changed." in page

    def test_asks_leads_to_emails_about_asks(self, client):
        AskFactory.create_batch(5)

        page = text_of(client.get(reverse("ask_list")))

        assert "/email-updates/?about=asks" in page
        assert "In the last 30 days 5 were new or changed. That is about 1 a week." in page

    def test_tenders_leads_to_emails_about_those_chosen(self, client):
        AreaFactory(slug="bury", name="Bury")
        tender = TenderFactory()
        record_opening(kind="tender", pk=tender.pk, at=timezone.now())

        page = text_of(client.get("/tenders/?area=bury&subject=care&status=open"))

        assert "/email-updates/?about=tenders&amp;area=bury&amp;subject=care" in page
        assert "Get emails about Tenders: Bury; Care or support" in page
        assert "In the last 30 days there was nothing new here." in page


class TestSigningUp:
    def test_says_what_comes_and_keeps_the_interest(self, client):
        address = reverse("subscribe_start") + "?about=events"

        page = text_of(client.get(address))
        client.post(address, {"email": "rosa@example.org", "cadence": "weekly"})

        assert "Nothing that is over is in it." in page
        assert "In the last 30 days there was nothing new here." in page
        assert ConsentRecord.objects.get().topic.kind == TopicKind.EVENTS

    def test_is_not_there_for_something_else(self, client):
        assert client.get(reverse("subscribe_start") + "?about=everything").status_code == 404
