"""What is forgotten, when, and what stays as evidence."""

from datetime import timedelta

import pytest

from portal.subscriptions.enums import Cadence, EndReason, TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber
from portal.subscriptions.services.ending import end_subscription
from portal.subscriptions.services.retention import ADDRESS_LIVES, DELIVERIES_LIVE, purge
from portal.subscriptions.services.subscribing import (
    REQUEST_LIVES,
    SubscriptionRequest,
    request_subscription,
)
from tests.factories.subscriptions import SIGNED_UP, DeliveryFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db

MOMENT = timedelta(seconds=1)


def ask(at):
    request = SubscriptionRequest(
        email="amina@example.org",
        interest=Interest(kind=TopicKind.SEARCH, value="q=walks"),
        cadence=Cadence.DAILY,
        form_url="/",
    )
    request_subscription(request=request, at=at)


class TestPurge:
    def test_deletes_who_never_confirmed(self):
        ask(SIGNED_UP)

        assert purge(at=SIGNED_UP + REQUEST_LIVES)["requests"] == 0
        assert purge(at=SIGNED_UP + REQUEST_LIVES + MOMENT)["requests"] == 1
        assert not Subscriber.objects.exists()
        assert not ConsentRecord.objects.exists()

    def test_waits_for_who_asked_again(self):
        ask(SIGNED_UP)
        ask(SIGNED_UP + timedelta(days=6))

        assert purge(at=SIGNED_UP + timedelta(days=8))["requests"] == 0

    def test_deletes_old_mails_that_are_done_with(self):
        done = DeliveryFactory(state="skipped-empty", planned_at=SIGNED_UP)
        waiting = DeliveryFactory(planned_at=SIGNED_UP)

        assert purge(at=done.planned_at + DELIVERIES_LIVE)["deliveries"] == 0
        assert purge(at=done.planned_at + DELIVERIES_LIVE + MOMENT)["deliveries"] == 1
        assert list(Delivery.objects.all()) == [waiting]

    def test_forgets_the_address_of_who_left_and_keeps_the_evidence(self):
        subscription = SubscriptionFactory()
        end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=SIGNED_UP)

        assert purge(at=SIGNED_UP + ADDRESS_LIVES)["addresses"] == 0
        assert purge(at=SIGNED_UP + ADDRESS_LIVES + MOMENT)["addresses"] == 1
        assert Subscriber.objects.get().email is None
        assert ConsentRecord.objects.count() == 1
        assert purge(at=SIGNED_UP + 2 * DELIVERIES_LIVE)["requests"] == 0

    def test_keeps_the_address_of_who_still_follows_something(self):
        subscription = SubscriptionFactory()
        SubscriptionFactory(subscriber=subscription.subscriber)
        end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=SIGNED_UP)

        assert purge(at=SIGNED_UP + 2 * ADDRESS_LIVES)["addresses"] == 0
