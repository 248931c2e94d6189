"""Which mails a sender takes, when those before it were lost with what they had taken."""

from datetime import timedelta

import pytest

from portal.subscriptions.enums import Cadence, DeliveryState
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import claim_deliveries
from portal.subscriptions.services.retrying import retry_mails
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.sweeping import sweep
from portal.subscriptions.services.throttling import take_allowance
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
    practice_about,
)

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)
LATER = NOW + timedelta(minutes=5)
"""After the lease of whoever claimed at ``NOW``."""
DAILY = (Cadence.DAILY,)


@pytest.fixture
def subscription():
    theme = ThemeFactory()
    subscription = SubscriptionFactory(to=theme)
    numbered_event(1, subscription.topic, practice=practice_about(theme))
    return subscription


@pytest.fixture
def planned(subscription):
    def plan(number):
        return [
            DeliveryFactory(
                subscriber=SubscriptionFactory(topic=subscription.topic).subscriber,
                windows=[[subscription.pk, 0]],
                to_seq=1,
            )
            for _ in range(number)
        ]

    return plan


def claimed(at=LATER):
    return claim_deliveries(cadences=DAILY, at=at)


class TestMailsOfALostSender:
    def test_are_taken_after_all_others_and_one_by_one(self, planned):
        suspects = planned(2)
        claimed(NOW)
        sweep(at=LATER)
        others = planned(2)

        assert claimed() == others
        assert claimed() == suspects[:1]
        assert claimed() == suspects[1:]

    def test_are_taken_the_later_the_more_senders_they_cost(self, planned):
        first, second = planned(2)
        claimed(NOW)
        sweep(at=LATER)
        assert claimed() == [first]
        sweep(at=LATER + timedelta(minutes=5))

        after_both = LATER + timedelta(minutes=5)
        assert claimed(after_both) == [second]
        assert claimed(after_both) == [first]

    def test_go_on_being_taken_alone_when_staff_try_again(self, planned):
        suspect, innocent = planned(2)
        Delivery.objects.filter(pk=suspect.pk).update(
            state=DeliveryState.FAILED, error="gave-up", abandoned=10
        )
        retry_mails(at=NOW)

        assert claimed() == [innocent]
        assert claimed() == [suspect]

    def test_leave_the_rate_limit_to_others(self, planned, settings, outbox_dir):
        settings.EMAIL_RATE_LIMIT = 60
        planned(2)
        claimed(NOW)
        sweep(at=LATER)

        report = send_batch(cadences=DAILY, clock=lambda: LATER, limit=50)

        assert report.taken == 1
        assert take_allowance(wanted=100, at=LATER) == 59
