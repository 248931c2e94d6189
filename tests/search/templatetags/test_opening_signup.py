"""The lists of events, asks and tenders lead to emails about them, and say how many to expect."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.subscriptions.enums import TopicKind
from portal.subscriptions.models import ConsentRecord
from portal.subscriptions.services.recording import record_opening
from search.documents.collection import TENDERS
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.factories.asks import AskFactory
from tests.factories.events import EventPageFactory, events_page
from tests.factories.organisations import AreaFactory
from tests.factories.tenders import TenderFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(settings, tmp_path):
    """No index of anybody else's."""
    settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"


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


class TestWordsTypedOnTheTenderBoard:
    @pytest.fixture(autouse=True)
    def tenders(self):
        """Two that are new; one is about meals."""
        for title in ("Meals at home", "Gardens"):
            tender = TenderFactory(title=title)
            record_opening(kind="tender", pk=tender.pk, at=timezone.now())
        rebuild_index(at=timezone.now(), engine=current_engine(TENDERS))

    def test_are_kept_on_the_way_to_emails_and_to_the_account(self, client):
        page = text_of(client.get("/tenders/?q=meals&page=2"))

        assert "/email-updates/?about=tenders&amp;q=meals" in page
        assert "/account/searches/save/?about=tenders&amp;q=meals" in page
        assert "Get emails about Tenders: matching “meals”" in page
        assert "In the last 30 days 1 was new or changed." in page

    def test_are_in_what_one_signs_up_for(self, client):
        address = reverse("subscribe_start") + "?about=tenders&q=meals"

        page = text_of(client.get(address))
        client.post(address, {"email": "rosa@example.org", "cadence": "weekly"})

        assert "<strong>Tenders: matching “meals”</strong>" in page
        assert "In the last 30 days 1 was new or changed." in page
        assert ConsentRecord.objects.get().topic.value == "q=meals"

    def test_are_in_the_search_that_one_saves(self, client):
        client.force_login(UserFactory())
        address = "/account/searches/save/?about=tenders&q=meals"

        before = client.get(address)
        page = client.post(address, {"name": "Meals"}, follow=True)

        assert "In the last 30 days 1 was new or changed." in text_of(before)
        assert "In the last 30 days 1 was new or changed." in text_of(page)
        assert "/email-updates/?about=tenders&amp;q=meals" in text_of(page)

    def test_are_kept_while_search_rests(self, client, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        page = text_of(client.get("/tenders/?q=meals"))

        assert "/email-updates/?about=tenders&amp;q=meals" in page
        assert "In the last 30 days" not in page


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
