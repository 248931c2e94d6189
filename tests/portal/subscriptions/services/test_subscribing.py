"""Asking and confirming: the address owner decides, and nobody else learns anything."""

from datetime import time, timedelta

import pytest

from portal.subscriptions import wording
from portal.subscriptions.enums import Cadence, ConsentAction, SubscriberState, TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import (
    ChosenSlot,
    ConsentRecord,
    Delivery,
    EventSequence,
    Subscriber,
    Subscription,
    Suppression,
)
from portal.subscriptions.services.ending import end_subscription
from portal.subscriptions.services.subscribing import (
    REQUESTS_AN_HOUR,
    AlreadyUsedError,
    RequestExpiredError,
    SubscriptionRequest,
    confirm_subscription,
    request_subscription,
)
from portal.subscriptions.suppression import address_hash
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import SIGNED_UP, SubscriberFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db

ADDRESS = "amina@example.org"


@pytest.fixture
def interest():
    return Interest(kind=TopicKind.THEME, value=ThemeFactory().slug)


def ask(interest, email=ADDRESS, cadence=Cadence.DAILY, at=SIGNED_UP, **chosen):
    form_url = "/email-updates/?theme=x"
    request = SubscriptionRequest(
        email=email, interest=interest, cadence=cadence, form_url=form_url, **chosen
    )
    request_subscription(request=request, at=at)


def asked() -> ConsentRecord:
    return ConsentRecord.objects.filter(action=ConsentAction.ASKED).latest("pk")


class TestRequestSubscription:
    def test_writes_down_what_was_asked_and_plans_one_mail(self, interest):
        ask(interest)

        record, delivery = asked(), Delivery.objects.get()
        assert (record.cadence, record.wording_version) == (Cadence.DAILY, wording.VERSION)
        assert record.form_url == "/email-updates/?theme=x"
        assert (delivery.cadence, delivery.message) == ("on-request", "confirm_subscription")

    def test_subscribes_nobody(self, interest):
        ask(interest)

        assert Subscriber.objects.get().state == SubscriberState.PENDING
        assert not Subscription.objects.exists()

    def test_knows_an_address_in_any_case(self, interest):
        ask(interest)
        ask(interest, email=" Amina@Example.ORG ")

        assert Subscriber.objects.get().email == ADDRESS

    def test_writes_to_one_address_only_so_often(self, interest):
        for _number in range(REQUESTS_AN_HOUR + 3):
            ask(interest)

        assert Delivery.objects.count() == REQUESTS_AN_HOUR
        ask(interest, at=SIGNED_UP + timedelta(hours=1))
        assert Delivery.objects.count() == REQUESTS_AN_HOUR + 1

    def test_keeps_equal_interests_as_one(self, interest):
        ask(interest)
        ask(interest, email="other@example.org")

        topics = ConsentRecord.objects.values_list("topic_id", flat=True)
        assert len(topics) == 2
        assert len(set(topics)) == 1

    def test_writes_nothing_for_a_suppressed_address(self, interest):
        Suppression.objects.create(
            address_hash=address_hash(ADDRESS), reason="erased", at=SIGNED_UP
        )

        ask(interest, email=ADDRESS.upper())

        assert not Subscriber.objects.exists()
        assert not Delivery.objects.exists()

    def test_leaves_what_a_known_person_has_as_it_is(self, interest):
        subscription = SubscriptionFactory(
            subscriber=SubscriberFactory(email=ADDRESS), cadence=Cadence.WEEKLY
        )

        ask(Interest.of_topic(subscription.topic))

        subscription.refresh_from_db()
        assert subscription.cadence == Cadence.WEEKLY
        assert subscription.subscriber.state == SubscriberState.ACTIVE


class TestConfirmSubscription:
    def test_lets_the_chosen_day_and_time_hold_for_all_digests(self, interest):
        ask(interest, cadence=Cadence.WEEKLY, send_at=time(18), day=5)
        assert Subscriber.objects.get().send_at == time(7, 30)

        confirm_subscription(request=asked(), at=SIGNED_UP)

        subscriber = Subscriber.objects.get()
        assert (subscriber.send_at, subscriber.weekday, subscriber.month_day) == (time(18), 5, 1)
        assert ChosenSlot.objects.filter(cadence=Cadence.WEEKLY, time=time(18), day=5).exists()

    def test_leaves_day_and_time_as_they_are_where_none_was_chosen(self, interest):
        known = SubscriberFactory(email=ADDRESS, send_at=time(12), weekday=3, month_day=9)

        ask(interest, cadence=Cadence.MONTHLY, day=28)
        confirm_subscription(request=asked(), at=SIGNED_UP)

        known.refresh_from_db()
        assert (known.send_at, known.weekday, known.month_day) == (time(12), 3, 28)

    def test_starts_at_the_present_so_that_nothing_old_is_sent(self, interest):
        EventSequence.objects.create(head=41)
        ask(interest)

        subscription = confirm_subscription(request=asked(), at=SIGNED_UP)

        assert (subscription.cursor_seq, subscription.started_at) == (41, SIGNED_UP)
        assert Subscriber.objects.get().state == SubscriberState.ACTIVE

    def test_keeps_the_evidence_of_both_steps(self, interest):
        ask(interest)
        request = asked()

        confirm_subscription(request=request, at=SIGNED_UP + timedelta(minutes=5))

        answer = ConsentRecord.objects.get(action=ConsentAction.CONFIRMED)
        assert answer.answers == request
        assert answer.wording_hash == request.wording_hash == wording.wording_hash()

    def test_works_once(self, interest):
        ask(interest)
        confirm_subscription(request=asked(), at=SIGNED_UP)

        with pytest.raises(AlreadyUsedError):
            confirm_subscription(request=asked(), at=SIGNED_UP)

        assert Subscription.objects.count() == 1

    def test_brings_nobody_back_by_an_old_link(self, interest):
        ask(interest)
        subscription = confirm_subscription(request=asked(), at=SIGNED_UP)
        end_subscription(subscription=subscription, reason="managed", at=SIGNED_UP)

        with pytest.raises(AlreadyUsedError):
            confirm_subscription(request=asked(), at=SIGNED_UP)

        assert not Subscription.objects.live().exists()

    def test_runs_out_after_a_week(self, interest):
        ask(interest)

        with pytest.raises(RequestExpiredError):
            confirm_subscription(request=asked(), at=SIGNED_UP + timedelta(days=7, seconds=1))

    def test_changes_the_cadence_of_what_is_followed_already_and_keeps_the_place(self, interest):
        EventSequence.objects.create(head=5)
        ask(interest)
        first = confirm_subscription(request=asked(), at=SIGNED_UP)
        EventSequence.objects.update(head=9)
        ask(interest, cadence=Cadence.MONTHLY)

        second = confirm_subscription(request=asked(), at=SIGNED_UP)

        second.refresh_from_db()
        assert second.pk == first.pk
        assert (second.cadence, second.cursor_seq) == (Cadence.MONTHLY, 5)

    def test_starts_anew_for_somebody_who_comes_back(self, interest):
        ask(interest)
        first = confirm_subscription(request=asked(), at=SIGNED_UP)
        end_subscription(subscription=first, reason="managed", at=SIGNED_UP)
        EventSequence.objects.create(head=9)
        ask(interest)

        second = confirm_subscription(request=asked(), at=SIGNED_UP)

        assert second.pk != first.pk
        assert second.cursor_seq == 9


class TestWording:
    def test_has_a_new_version_whenever_its_words_change(self):
        known = {"2026-11": "eb5066ee235315c3c5bb328fc7bf296f1ac244702230aab06a72a4241889fcd5"}

        assert known[wording.VERSION] == wording.wording_hash(), "Give the new words a new version."
