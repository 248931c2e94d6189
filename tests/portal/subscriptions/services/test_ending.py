"""Changing and ending: at once, for good, with the row kept as evidence of consent."""

from datetime import timedelta

import pytest

from portal.subscriptions.enums import Cadence, Channel, ConsentAction, EndReason
from portal.subscriptions.models import ConsentRecord, Subscription
from portal.subscriptions.services.ending import (
    AlreadyEndedError,
    change_cadence,
    end_all_subscriptions,
    end_cadence,
    end_subscription,
)
from tests.factories.subscriptions import SIGNED_UP, SubscriptionFactory

pytestmark = pytest.mark.django_db

LATER = SIGNED_UP + timedelta(days=3)


@pytest.fixture
def subscription():
    return SubscriptionFactory(cursor_seq=7)


class TestEndSubscription:
    def test_keeps_the_row_as_evidence_of_consent(self, subscription):
        end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=LATER)

        row, record = Subscription.objects.get(), ConsentRecord.objects.get()
        assert (row.ended_at, row.end_reason) == (LATER, "managed")
        assert (record.action, record.channel) == (ConsentAction.WITHDRAWN, Channel.WEB)

    def test_keeps_the_first_reason(self, subscription):
        end_subscription(subscription=subscription, reason=EndReason.ONE_CLICK, at=LATER)

        with pytest.raises(AlreadyEndedError):
            end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=LATER)

        assert Subscription.objects.get().end_reason == EndReason.ONE_CLICK


class TestChangeCadence:
    def test_happens_in_place(self, subscription):
        change_cadence(subscription=subscription, cadence=Cadence.MONTHLY, at=LATER)

        row, record = Subscription.objects.get(), ConsentRecord.objects.get()
        assert (row.cadence, row.cursor_seq, row.started_at) == (Cadence.MONTHLY, 7, SIGNED_UP)
        assert (record.action, record.cadence) == (ConsentAction.CHANGED, Cadence.MONTHLY)

    def test_leaves_no_trace_where_nothing_changes(self, subscription):
        change_cadence(subscription=subscription, cadence=Cadence.DAILY, at=LATER)

        assert not ConsentRecord.objects.exists()

    def test_leaves_the_cursor_that_a_planner_moved_meanwhile(self, subscription):
        Subscription.objects.update(cursor_seq=9)

        change_cadence(subscription=subscription, cadence=Cadence.WEEKLY, at=LATER)

        assert Subscription.objects.get().cursor_seq == 9

    def test_does_not_revive_what_ended(self, subscription):
        end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=LATER)

        with pytest.raises(AlreadyEndedError):
            change_cadence(subscription=subscription, cadence=Cadence.WEEKLY, at=LATER)


class TestEndAllSubscriptions:
    def test_ends_everything_of_this_person_only(self, subscription):
        SubscriptionFactory(subscriber=subscription.subscriber, cadence=Cadence.WEEKLY)
        other = SubscriptionFactory()

        ended = end_all_subscriptions(
            subscriber=subscription.subscriber, reason=EndReason.MANAGED, at=LATER
        )

        assert ended == 2
        assert list(Subscription.objects.live()) == [other]


class TestEndCadence:
    def test_ends_what_the_mail_told_of(self, subscription):
        weekly = SubscriptionFactory(subscriber=subscription.subscriber, cadence=Cadence.WEEKLY)

        end_cadence(subscriber=subscription.subscriber, cadence=Cadence.DAILY, at=LATER)

        assert list(Subscription.objects.live()) == [weekly]
        assert ConsentRecord.objects.get().channel == Channel.ONE_CLICK

    def test_ends_what_came_at_this_cadence_when_the_mail_was_sent(self, subscription):
        change_cadence(subscription=subscription, cadence=Cadence.WEEKLY, at=LATER)
        change_cadence(subscription=subscription, cadence=Cadence.MONTHLY, at=LATER)

        ended = end_cadence(subscriber=subscription.subscriber, cadence=Cadence.WEEKLY, at=LATER)

        assert ended == 1

    def test_can_be_repeated(self, subscription):
        end_cadence(subscriber=subscription.subscriber, cadence=Cadence.DAILY, at=LATER)

        again = end_cadence(subscriber=subscription.subscriber, cadence=Cadence.DAILY, at=LATER)

        assert again == 0
        assert ConsentRecord.objects.count() == 1
