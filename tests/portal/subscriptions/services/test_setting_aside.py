"""What somebody sets aside is in none of their mails, and in everybody else's as before."""

from datetime import timedelta

import pytest

from portal.common.outbox import messages_in
from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, DeliveryState, EventKind, TopicKind
from portal.subscriptions.exporting import everything_about
from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import ConsentRecord, Delivery, SetAside, Subscriber
from portal.subscriptions.previews import next_digests
from portal.subscriptions.services.claiming import claim_deliveries, release
from portal.subscriptions.services.erasing import erase_subscriber
from portal.subscriptions.services.retention import ADDRESS_LIVES, purge
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.setting_aside import bring_back, set_aside
from portal.subscriptions.services.subscribing import (
    SubscriptionRequest,
    confirm_subscription,
    request_subscription,
)
from tests.factories.organisations import SectorFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
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


@pytest.fixture
def theme():
    return ThemeFactory()


@pytest.fixture
def subscription(theme):
    return SubscriptionFactory(to=theme)


@pytest.fixture
def practice(theme):
    return practice_about(theme, title="Unwanted")


@pytest.fixture
def other(theme):
    return practice_about(theme, title="Wanted")


@pytest.fixture
def away(subscription, practice):
    set_aside(subscriber=subscription.subscriber, about=("", practice.pk), at=NOW)


def planned(subscription, *, to_seq, **fields) -> Delivery:
    return DeliveryFactory(
        subscriber=subscription.subscriber,
        windows=[[subscription.pk, 0]],
        to_seq=to_seq,
        cadence=subscription.cadence,
        **fields,
    )


def send(at=NOW):
    while send_batch(cadences=CHOSEN_CADENCES, clock=lambda: at).taken:
        pass


class TestAPracticeSetAside:
    def test_is_in_no_mail_that_was_planned_before(self, subscription, practice, other, outbox_dir):
        numbered_event(1, subscription.topic, practice=practice)
        numbered_event(2, subscription.topic, practice=other)
        planned(subscription, to_seq=2)
        set_aside(subscriber=subscription.subscriber, about=("", practice.pk), at=NOW)

        send()

        (mail,) = messages_in(outbox_dir)
        assert "Wanted" in mail.as_string()
        assert "Unwanted" not in mail.as_string()

    def test_leaves_a_mail_that_was_decided_and_waits(
        self, subscription, practice, other, outbox_dir
    ):
        news = numbered_event(1, subscription.topic, practice=other)
        numbered_event(2, subscription.topic, practice=practice)
        delivery = planned(subscription, to_seq=2)
        taken = claim_deliveries(cadences=[Cadence.DAILY], at=NOW)
        release(deliveries=taken, reason="away", retry_at=LATER, at=NOW)
        set_aside(subscriber=subscription.subscriber, about=("", practice.pk), at=NOW)

        send(LATER)

        delivery.refresh_from_db()
        (mail,) = messages_in(outbox_dir)
        assert "Unwanted" not in mail.as_string()
        assert FrozenItems.from_json(delivery.items).event_ids == (news.pk,)

    def test_makes_no_mail_of_its_changes(self, subscription, practice, away, outbox_dir):
        numbered_event(1, subscription.topic, practice=practice, kind=EventKind.UPDATED)
        delivery = planned(subscription, to_seq=1)

        send()

        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.SKIPPED_EMPTY
        assert messages_in(outbox_dir) == []

    def test_makes_no_mail_that_comes_at_once(self, theme, practice, outbox_dir):
        subscription = SubscriptionFactory(to=theme, cadence=Cadence.IMMEDIATE)
        set_aside(subscriber=subscription.subscriber, about=("", practice.pk), at=NOW)
        event = numbered_event(1, subscription.topic, practice=practice)
        planned(subscription, to_seq=1, event=event)

        send()

        assert messages_in(outbox_dir) == []

    def test_is_not_picked_from_elsewhere(self, theme, subscription):
        near, far = SectorFactory(), SectorFactory()
        shown = practice_about(theme, sectors=[near])
        unwanted = PracticePageFactory(sectors=[far])
        set_aside(subscriber=subscription.subscriber, about=("", unwanted.pk), at=NOW)
        numbered_event(1, subscription.topic, practice=shown)
        delivery = planned(subscription, to_seq=1)

        claim_deliveries(cadences=[Cadence.DAILY], at=NOW)

        delivery.refresh_from_db()
        assert FrozenItems.from_json(delivery.items).other_sector_id is None

    def test_is_in_no_preview(self, subscription, practice, away):
        numbered_event(1, subscription.topic, practice=practice)

        (daily,) = next_digests(subscription.subscriber, at=NOW)

        assert daily.content is None

    def test_is_told_to_everybody_else(self, subscription, practice, away, outbox_dir):
        neighbour = SubscriptionFactory(topic=subscription.topic)
        numbered_event(1, subscription.topic, practice=practice)
        planned(subscription, to_seq=1)
        planned(neighbour, to_seq=1)

        send()

        (mail,) = messages_in(outbox_dir)
        assert mail["To"] == neighbour.subscriber.email

    def test_is_told_again_once_it_is_brought_back(self, subscription, practice, away, outbox_dir):
        bring_back(subscriber=subscription.subscriber, about=("", practice.pk))
        numbered_event(1, subscription.topic, practice=practice)
        planned(subscription, to_seq=1)

        send()

        assert len(messages_in(outbox_dir)) == 1

    def test_costs_a_batch_one_query_however_many_mails_it_has(
        self, theme, practice, django_assert_max_num_queries
    ):
        """A claim of one mail and a claim of twenty ask the database equally often."""
        subscriptions = SubscriptionFactory.create_batch(21, to=theme)
        numbered_event(1, subscriptions[0].topic, practice=practice)
        for each in subscriptions:
            planned(each, to_seq=1)
            set_aside(subscriber=each.subscriber, about=("", PracticePageFactory().pk), at=NOW)
        with django_assert_max_num_queries(50) as single:
            claim_deliveries(cadences=[Cadence.DAILY], at=NOW, limit=1)

        with django_assert_max_num_queries(len(single)):
            claim_deliveries(cadences=[Cadence.DAILY], at=NOW, limit=20)


class TestSettingAside:
    def test_twice_is_once(self, subscription, practice, away):
        set_aside(subscriber=subscription.subscriber, about=("", practice.pk), at=LATER)

        assert SetAside.objects.get().at == NOW

    def test_is_in_what_the_person_can_download(self, subscription, practice, away):
        kept = everything_about(subscription.subscriber, at=NOW)["not_for_me"]

        assert kept == [{"about": "Unwanted", "since": NOW}]

    def test_gives_no_title_away_that_became_private(self, subscription, practice, away):
        make_private(practice)

        (kept,) = everything_about(subscription.subscriber, at=NOW)["not_for_me"]

        assert kept["about"] == "A practice that is gone"

    def test_is_forgotten_with_the_person(self, subscription, practice, away):
        erase_subscriber(subscriber=subscription.subscriber, at=LATER)

        assert not SetAside.objects.exists()
        assert not Subscriber.objects.exists()

    def test_is_forgotten_with_the_address_of_who_left(self, subscription, practice, away):
        subscription.ended_at, subscription.end_reason = NOW, "managed"
        subscription.save()

        purge(at=NOW + ADDRESS_LIVES + timedelta(days=1))

        assert not SetAside.objects.exists()

    def test_ends_when_the_person_asks_for_the_changes_of_the_practice(
        self, subscription, practice, away
    ):
        asked = SubscriptionRequest(
            email=subscription.subscriber.email,
            interest=Interest(kind=TopicKind.PAGE, value=str(practice.pk)),
            cadence=Cadence.DAILY,
            form_url="/",
        )
        request_subscription(request=asked, at=NOW)

        confirm_subscription(request=ConsentRecord.objects.get(), at=NOW)

        assert not SetAside.objects.exists()
