"""Every way in which an event, ask or tender changes is written down for its followers."""

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from home.models import EventPage
from portal.practices.asks.services import close_ask
from portal.subscriptions.enums import OpeningKind
from portal.subscriptions.models import Event
from portal.tenders.signals import tender_changed
from tests.factories.asks import AskFactory
from tests.factories.events import EventPageFactory, events_page
from tests.factories.practices import make_private
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, int, str]]:
    rows = Event.objects.exclude(opening_kind="").order_by("pk")
    return list(rows.values_list("opening_kind", "opening_id", "kind"))


class TestEvents:
    def test_are_told_when_they_are_published(self):
        page = EventPageFactory()

        assert told() == [(OpeningKind.EVENT, page.pk, "new")]

    def test_are_not_told_as_drafts(self):
        EventPageFactory(live=False)

        assert told() == []

    def test_are_told_again_when_another_day_is_published(self):
        page = EventPageFactory()
        page.place = "Another hall"
        revision = page.save_revision()
        assert len(told()) == 1

        revision.publish()

        assert told()[1:] == [(OpeningKind.EVENT, page.pk, "updated")]

    def test_are_noted_as_taken_down_however_that_is_done(self):
        page = EventPageFactory()

        Page.objects.get(pk=page.pk).unpublish()

        assert Event.objects.get().withdrawn_at is not None

    def test_are_noted_as_private_with_the_page_above(self):
        EventPageFactory()

        restriction = make_private(events_page())
        assert Event.objects.get().withdrawn_at is not None

        restriction.delete()
        assert Event.objects.get().withdrawn_at is None

    def test_are_kept_or_lost_with_the_publication(self):
        page = EventPageFactory(live=False)

        with transaction.atomic():
            EventPage.objects.get(pk=page.pk).save_revision().publish()
            written_inside = told()
            transaction.set_rollback(True)

        assert len(written_inside) == 1
        assert told() == []


class TestAsks:
    def test_are_told_when_they_are_posted(self):
        ask = AskFactory()

        assert told() == [(OpeningKind.ASK, ask.pk, "new")]

    def test_are_noted_as_closed(self):
        ask = AskFactory()

        close_ask(ask=ask, by=ask.posted_by, at=timezone.now())

        assert Event.objects.get().withdrawn_at is not None


class TestTenders:
    def test_are_told_when_an_import_says_that_they_changed(self):
        tender = TenderFactory()

        tender_changed.send(type(tender), tender=tender, is_new=True, at=timezone.now())

        assert told() == [(OpeningKind.TENDER, tender.pk, "new")]

    def test_are_not_told_once_they_are_awarded(self):
        tender = TenderFactory(awarded=True)

        tender_changed.send(type(tender), tender=tender, is_new=True, at=timezone.now())

        assert told() == []
