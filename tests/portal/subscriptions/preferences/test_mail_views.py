"""A subscriber reads what came and what comes next; nobody else does, and nothing changes by it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.practices.models import PracticePage
from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Delivery, EventSequence, Subscriber, Subscription
from portal.subscriptions.services.planning import plan_due
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.tokens import manage_token
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    SubscriptionFactory,
    numbered_event,
    practice_about,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscription():
    """One with news that nobody has been told of."""
    theme = ThemeFactory()
    subscription = SubscriptionFactory(to=theme)
    numbered_event(1, subscription.topic, practice=practice_about(theme))
    EventSequence.objects.update_or_create(id=1, defaults={"head": 1})
    return subscription


def page_of(subscription, name="mail_list", *more):
    return reverse(name, args=[manage_token(subscription.subscriber.public_id), *more])


def sent(subscription):
    at = SIGNED_UP + timedelta(days=1)
    plan_due(at=at)
    send_batch(cadences=(Cadence.DAILY,), clock=lambda: at)
    return Delivery.objects.get()


class TestNextDigest:
    def test_shows_what_would_come_and_writes_nothing(self, client, subscription, outbox_dir):
        before = list(Subscription.objects.values())
        page = text_of(client.get(page_of(subscription)))

        practice = PracticePage.objects.get()
        assert practice.title in page
        assert practice.summary in page
        assert practice.get_evidence_level_display() in page
        assert "If it came now: Once a day" in page
        assert not Delivery.objects.exists()
        assert list(Subscription.objects.values()) == before

    def test_is_empty_once_the_mail_was_sent(self, client, subscription, outbox_dir):
        sent(subscription)

        assert "Nothing new yet." in text_of(client.get(page_of(subscription)))

    def test_names_nothing_private(self, client, subscription):
        PracticePage.objects.get().unpublish()

        assert PracticePage.objects.get().title not in text_of(client.get(page_of(subscription)))


class TestMailThatCame:
    def test_can_be_read_again(self, client, subscription, outbox_dir):
        delivery = sent(subscription)
        address = page_of(subscription, "mail_detail", delivery.public_id)

        assert address in text_of(client.get(page_of(subscription)))
        assert PracticePage.objects.get().title in text_of(client.get(address))

    def test_is_named_by_the_clock_of_its_reader(self, client, subscription, outbox_dir):
        Delivery.objects.filter(pk=sent(subscription).pk).update(sent_at=SIGNED_UP)
        Subscriber.objects.update(tz="Pacific/Auckland")

        assert "2 March 2026, 22:00" in text_of(client.get(page_of(subscription)))

    def test_names_nothing_that_was_taken_down_since(self, client, subscription, outbox_dir):
        delivery = sent(subscription)
        PracticePage.objects.get().unpublish()

        page = text_of(client.get(page_of(subscription, "mail_detail", delivery.public_id)))

        assert PracticePage.objects.get().title not in page
        assert "Nothing of what it told is here any more" in page

    def test_is_not_found_by_anybody_else(self, client, subscription, outbox_dir):
        delivery = sent(subscription)
        other = SubscriptionFactory()

        assert client.get(page_of(other, "mail_detail", delivery.public_id)).status_code == 404
