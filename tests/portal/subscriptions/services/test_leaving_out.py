"""What a waiting mail lets go, and who tells it then: somebody who still wants it, once."""

from datetime import timedelta

import pytest

from portal.common.outbox import messages_in
from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, DeliveryState, EndReason
from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import claim_deliveries, release
from portal.subscriptions.services.ending import end_subscription
from portal.subscriptions.services.sending import send_batch
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
)

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def daily():
    """An interest that ends while its mail waits."""
    return SubscriptionFactory()


@pytest.fixture
def weekly(daily):
    """The same person's other interest, in which the same news is."""
    return SubscriptionFactory(subscriber=daily.subscriber, cadence=Cadence.WEEKLY)


@pytest.fixture
def news(daily, weekly):
    practice = PracticePageFactory(themes=[ThemeFactory()])
    return numbered_event(1, daily.topic, weekly.topic, practice=practice)


def mail_of(subscription, **fields):
    return DeliveryFactory(
        subscriber=subscription.subscriber,
        cadence=subscription.cadence,
        windows=[[subscription.pk, fields.pop("since", 0)]],
        to_seq=1,
        **fields,
    )


def put_off(cadence):
    """A sender decides what the waiting mail tells, and finds no server to send it to."""
    taken = claim_deliveries(cadences=[cadence], at=NOW)
    release(deliveries=taken, reason="away", retry_at=LATER, at=NOW)


def send():
    while send_batch(cadences=CHOSEN_CADENCES, clock=lambda: LATER).taken:
        pass


def end(subscription):
    end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=NOW)


def told(folder):
    """The events that each accepted mail settles."""
    assert len(messages_in(folder)) == Delivery.objects.filter(state=DeliveryState.SENT).count()
    sent = Delivery.objects.filter(state=DeliveryState.SENT).order_by("sent_at", "pk")
    return [FrozenItems.from_json(mail.items).event_ids for mail in sent]


class TestNewsOfAnInterestThatEnded:
    def test_comes_under_the_other_interest_that_had_left_it_out(
        self, daily, weekly, news, outbox_dir
    ):
        waiting = mail_of(daily)
        put_off(Cadence.DAILY)
        left_out = mail_of(weekly)
        put_off(Cadence.WEEKLY)
        end(daily)

        send()

        waiting.refresh_from_db()
        left_out.refresh_from_db()
        (group,) = FrozenItems.from_json(waiting.items).groups
        assert left_out.state == DeliveryState.SKIPPED_EMPTY
        assert told(outbox_dir) == [(news.pk,)]
        assert group.subscription_id == weekly.pk

    def test_comes_in_the_other_mail_where_that_is_not_decided_yet(
        self, daily, weekly, news, outbox_dir
    ):
        cancelled = mail_of(daily)
        put_off(Cadence.DAILY)
        end(daily)
        send()

        telling = mail_of(weekly)
        send()

        cancelled.refresh_from_db()
        telling.refresh_from_db()
        assert (cancelled.state, telling.state) == (DeliveryState.CANCELLED, DeliveryState.SENT)
        assert told(outbox_dir) == [(news.pk,)]

    def test_does_not_come_to_who_followed_the_other_interest_only_afterwards(
        self, daily, weekly, news, outbox_dir
    ):
        mail_of(daily)
        put_off(Cadence.DAILY)
        mail_of(weekly, since=1)
        put_off(Cadence.WEEKLY)
        end(daily)

        send()

        assert told(outbox_dir) == []

    def test_is_told_to_nobody_when_both_interests_ended(self, daily, weekly, news, outbox_dir):
        mail_of(daily)
        put_off(Cadence.DAILY)
        mail_of(weekly)
        put_off(Cadence.WEEKLY)
        end(daily)
        end(weekly)

        send()

        assert told(outbox_dir) == []

    def test_stays_untold_where_it_is_public_no_more(self, daily, weekly, news, outbox_dir):
        mail_of(daily)
        put_off(Cadence.DAILY)
        mail_of(weekly)
        put_off(Cadence.WEEKLY)
        end(daily)
        news.practice.unpublish()

        send()

        assert told(outbox_dir) == []
