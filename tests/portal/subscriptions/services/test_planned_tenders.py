"""Tenders that are still planned reach those who follow tenders, while they can be commented on."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from portal.common.outbox import messages_in
from portal.subscriptions.enums import CHOSEN_CADENCES
from portal.subscriptions.models import Event, Subscription
from portal.subscriptions.openings import still_open
from portal.subscriptions.services.recording import record_opening
from portal.subscriptions.services.sending import send_batch
from portal.tenders.enums import Stage, TenderStatus
from portal.tenders.models import Tender
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
)
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
JULY = datetime(2026, 7, 1, 12, 0, tzinfo=LONDON)


def record(tender):
    return record_opening(kind="tender", pk=tender.pk, at=NOW)


def open_for_bids(tender):
    Tender.objects.filter(pk=tender.pk).update(status=TenderStatus.ACTIVE, stage=Stage.OPEN)


class TestPlannedTender:
    @pytest.mark.parametrize(
        ("ends_at", "words"),
        [
            (None, "Planned: you cannot bid yet, but you can say what you think of it"),
            (JULY, "Planned: say what you think of it by Wednesday 1 July 2026, 12:00, UK time"),
        ],
    )
    def test_is_told_with_what_one_can_do(self, outbox_dir, ends_at, words):
        tender = TenderFactory(engagement=True, engagement_end_at=ends_at)
        subscription = SubscriptionFactory()
        numbered_event(1, subscription.topic, opening_kind="tender", opening_id=tender.pk,
                       practice=None)  # fmt: skip
        DeliveryFactory(
            subscriber=subscription.subscriber,
            windows=[[Subscription.objects.get().pk, 0]],
            to_seq=1,
        )

        send_batch(cadences=CHOSEN_CADENCES, clock=lambda: NOW)

        (mail,) = messages_in(outbox_dir)
        for part in ("plain", "html"):
            assert words in " ".join(mail.get_body((part,)).get_content().split())

    def test_is_news_again_once_it_is_open_for_bids(self):
        tender = TenderFactory(engagement=True, tender_period_end_at=None)
        first = record(tender)
        open_for_bids(tender)

        assert (first.kind, record(tender).kind) == ("new", "updated")

    def test_is_nothing_once_the_talks_are_over(self):
        tender = TenderFactory(engagement=True, engagement_end_at=NOW)

        assert record(tender) is None

    def test_is_open_exactly_as_long_as_its_page_takes_comments(self):
        tender = TenderFactory(engagement=True, engagement_end_at=NOW)
        moments = [NOW - timedelta(seconds=1), NOW]

        told = [bool(still_open([("tender", tender.pk)], at=at)) for at in moments]

        assert told == [tender.takes_comments_at(at) for at in moments] == [True, False]


class TestOpenTender:
    def test_has_the_hash_that_it_had_before_planned_ones_were_told_of(self):
        """Else everybody would be told again of every tender that was open on that day."""
        tender = TenderFactory()
        (opening,) = still_open([("tender", tender.pk)], at=NOW).values()
        earlier = {**asdict(opening), "sort": ""}
        del earlier["is_planned"]

        record(tender)

        kept = json.dumps(earlier, sort_keys=True, default=str).encode()
        assert Event.objects.get().content_hash == sha256(kept).hexdigest()
