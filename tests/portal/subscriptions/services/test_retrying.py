"""A failed mail that staff send again tells what nobody has told its reader since."""

from datetime import timedelta

import pytest

from portal.common.outbox import messages_in
from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, DeliveryState
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import claim_deliveries
from portal.subscriptions.services.retrying import retry_mails
from portal.subscriptions.services.sending import send_batch
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


@pytest.fixture
def daily():
    return SubscriptionFactory(to=ThemeFactory(slug="daily"))


@pytest.fixture
def weekly(daily):
    theme = ThemeFactory(slug="weekly")
    return SubscriptionFactory(to=theme, subscriber=daily.subscriber, cadence=Cadence.WEEKLY)


@pytest.fixture
def both(daily, weekly):
    """A practice in which the person is interested twice."""
    practice = practice_about(ThemeFactory(), title="In both")
    return numbered_event(1, daily.topic, weekly.topic, practice=practice)


def mail_of(subscription, to_seq=1) -> Delivery:
    return DeliveryFactory(
        subscriber=subscription.subscriber,
        cadence=subscription.cadence,
        windows=[[subscription.pk, 0]],
        to_seq=to_seq,
    )


def give_up(delivery, state=DeliveryState.FAILED) -> None:
    """It is decided, and what became of it is `state`."""
    claim_deliveries(cadences=CHOSEN_CADENCES, at=NOW)
    Delivery.objects.filter(pk=delivery.pk).update(state=state, lease_until=None)


def send():
    while send_batch(cadences=CHOSEN_CADENCES, clock=lambda: NOW).taken:
        pass


def times_told(folder, title) -> int:
    texts = [mail.get_body(("plain",)).get_content() for mail in messages_in(folder)]
    return sum(title in text for text in texts)


class TestAFailedDigest:
    def test_leaves_out_what_another_mail_told_since(self, daily, weekly, both, outbox_dir):
        numbered_event(2, daily.topic, practice__title="Only daily")
        failed = mail_of(daily, to_seq=2)
        give_up(failed)
        mail_of(weekly)
        send()

        retry_mails(at=NOW)
        send()

        assert times_told(outbox_dir, "In both") == 1
        assert times_told(outbox_dir, "Only daily") == 1

    def test_is_not_sent_when_all_of_it_was_told_since(self, daily, weekly, both, outbox_dir):
        failed = mail_of(daily)
        give_up(failed)
        mail_of(weekly)
        send()

        retry_mails(at=NOW)
        send()

        failed.refresh_from_db()
        assert failed.state == DeliveryState.CANCELLED
        assert len(messages_in(outbox_dir)) == 1

    def test_shares_nothing_with_another_that_failed(self, daily, weekly, both, outbox_dir):
        first = mail_of(daily)
        give_up(first)
        give_up(mail_of(weekly))

        retry_mails(at=NOW)
        send()

        assert times_told(outbox_dir, "In both") == 1

    def test_tells_all_of_it_when_nobody_did(self, daily, both, outbox_dir):
        failed = mail_of(daily)
        give_up(failed)
        before = Delivery.objects.get(pk=failed.pk).items

        retry_mails(at=NOW)

        assert Delivery.objects.get(pk=failed.pk).items == before
        send()
        assert times_told(outbox_dir, "In both") == 1


class TestADigestOfWhichNobodyKnows:
    def test_is_the_same_mail_again(self, daily, weekly, both, outbox_dir):
        """It may have arrived, so a repeat must be known by its Message-ID and content."""
        unknown = mail_of(daily)
        give_up(unknown, DeliveryState.UNKNOWN)
        before = Delivery.objects.get(pk=unknown.pk).items
        mail_of(weekly)
        send()

        retry_mails(at=NOW)

        assert Delivery.objects.get(pk=unknown.pk).items == before
        assert times_told(outbox_dir, "In both") == 0
