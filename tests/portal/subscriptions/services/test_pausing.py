"""A pause holds mails back, loses none that digests tell, and ends on its day."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.subscriptions.enums import Cadence, MailFormat
from portal.subscriptions.models import Delivery, EventSequence, Subscriber, Subscription
from portal.subscriptions.services.pausing import change_settings
from portal.subscriptions.services.planning import plan_due
from portal.subscriptions.services.planning_immediate import plan_immediate
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

TODAY = SIGNED_UP.date()


@pytest.fixture
def theme():
    return ThemeFactory()


@pytest.fixture
def subscription(theme):
    return SubscriptionFactory(to=theme)


def news(subscription, theme, number=1):
    numbered_event(number, subscription.topic, practice=practice_about(theme))
    EventSequence.objects.update_or_create(id=1, defaults={"head": number})


def pause(subscription, *, days):
    change_settings(
        subscriber=subscription.subscriber,
        mail_format=MailFormat.HTML,
        paused_until=TODAY + timedelta(days=days),
    )


def plan_immediate_mail(subscription):
    event = subscription.topic.matches.get().event
    DeliveryFactory(
        subscriber=subscription.subscriber,
        cadence=Cadence.IMMEDIATE,
        event=event,
        windows=[[subscription.pk, 0]],
        to_seq=event.seq,
    )


class TestPause:
    def test_ends_in_one_digest_of_everything_in_between(self, subscription, theme):
        pause(subscription, days=3)
        news(subscription, theme, 1)
        assert plan_due(at=SIGNED_UP + timedelta(days=1)).mails == 0
        news(subscription, theme, 2)
        assert plan_due(at=SIGNED_UP + timedelta(days=2)).mails == 0

        assert plan_due(at=SIGNED_UP + timedelta(days=3)).mails == 1

        mail = Delivery.objects.get()
        assert (mail.windows, mail.to_seq) == ([[subscription.pk, 0]], 2)

    def test_holds_back_a_mail_that_was_planned_before(self, subscription, theme, outbox_dir):
        news(subscription, theme)
        plan_due(at=SIGNED_UP)
        pause(subscription, days=2)

        def taken(days):
            at = SIGNED_UP + timedelta(days=days)
            return send_batch(cadences=(Cadence.DAILY,), clock=lambda: at).taken

        assert [taken(0), taken(1), taken(2), taken(3)] == [0, 0, 1, 0]

    @pytest.mark.parametrize("tz", ["Pacific/Auckland", "America/Toronto"])
    def test_ends_where_the_day_begins_for_the_person(self, subscription, theme, outbox_dir, tz):
        Subscriber.objects.update(tz=tz)
        pause(subscription, days=2)
        news(subscription, theme)
        plan_immediate_mail(subscription)
        begins = datetime.combine(TODAY + timedelta(days=2), time(), tzinfo=ZoneInfo(tz))

        def taken(at):
            return send_batch(cadences=(Cadence.IMMEDIATE,), clock=lambda: at).taken

        assert [taken(begins - timedelta(seconds=1)), taken(begins)] == [0, 1]

    def test_sends_nothing_later_of_what_comes_at_once(self, subscription, theme):
        Subscription.objects.update(cadence=Cadence.IMMEDIATE)
        pause(subscription, days=2)
        news(subscription, theme, 1)
        assert plan_immediate(at=SIGNED_UP) == 0

        news(subscription, theme, 2)
        assert plan_immediate(at=SIGNED_UP + timedelta(days=2)) == 1

        assert Delivery.objects.get().event.seq == 2

    def test_of_one_person_holds_back_nobody_else(self, subscription, theme):
        SubscriptionFactory(to=theme)
        pause(subscription, days=2)
        news(subscription, theme)

        assert plan_due(at=SIGNED_UP).mails == 1
