"""Thousands of mails in one statement: the right people, the right windows, all or none."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.subscriptions.enums import Cadence, DeliveryState
from portal.subscriptions.models import Delivery, Subscriber, Subscription
from portal.subscriptions.services.inserting import (
    insert_mails,
    listed,
    move_cursors,
    people_with_mail,
)
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriberFactory,
    SubscriptionFactory,
    numbered_event,
)

pytestmark = pytest.mark.django_db

PLANNED_AT = SIGNED_UP + timedelta(days=1)
RANDOM = 4
"""The version of a UUID that is random (RFC 9562)."""


def insert(*subscriptions, to_seq=2, after_seq=0):
    pattern = Delivery(
        cadence=Cadence.DAILY, period_key="2026-03-03", message="digest", to_seq=to_seq,
        planned_at=PLANNED_AT,
    )  # fmt: skip
    ids = [subscription.pk for subscription in subscriptions]
    return insert_mails(pattern=pattern, subscription_ids=ids, after_seq=after_seq)


@pytest.fixture
def reader():
    return SubscriberFactory()


@pytest.fixture
def interests(reader):
    return SubscriptionFactory.create_batch(3, subscriber=reader)


class TestInsertMails:
    def test_copies_the_pattern_for_each_person(self, reader, interests):
        numbered_event(1, interests[0].topic)

        assert insert(*interests) == 1

        mail = Delivery.objects.get()
        assert (mail.subscriber, mail.state) == (reader, DeliveryState.PLANNED)
        assert (mail.cadence, mail.period_key, mail.to_seq) == ("daily", "2026-03-03", 2)
        assert (mail.planned_at, mail.items, mail.event) == (PLANNED_AT, None, None)
        assert mail.public_id.version == RANDOM

    def test_covers_only_interests_with_news_each_from_its_own_place(self, interests):
        first, second, _third = interests
        for number in (1, 2):
            numbered_event(number, first.topic, second.topic)
        Subscription.objects.filter(pk=second.pk).update(cursor_seq=1)

        insert(*interests)

        assert Delivery.objects.get().windows == [[first.pk, 0], [second.pk, 1]]

    def test_makes_none_of_what_is_told_or_not_yet_numbered(self, interests):
        numbered_event(1, *[interest.topic for interest in interests])
        numbered_event(3, *[interest.topic for interest in interests])
        Subscription.objects.update(cursor_seq=1)

        assert insert(*interests, to_seq=2, after_seq=1) == 0

    def test_gives_each_mail_a_name_of_its_own(self, interests):
        others = [SubscriptionFactory(topic=interests[0].topic) for _ in range(20)]
        numbered_event(1, interests[0].topic)

        assert insert(*others) == len(others)
        assert Delivery.objects.values("public_id").distinct().count() == len(others)

    def test_inserts_none_where_one_person_has_a_mail_already(self, reader, interests):
        other = SubscriptionFactory(topic=interests[0].topic)
        numbered_event(1, interests[0].topic)
        DeliveryFactory(subscriber=reader, period_key="2026-03-03")

        with pytest.raises(IntegrityError), transaction.atomic():
            insert(*interests, other)

        assert Delivery.objects.count() == 1


class TestMoveCursors:
    def test_moves_those_named_and_none_back(self, interests):
        first, second, third = interests
        Subscription.objects.filter(pk=second.pk).update(cursor_seq=9)

        move_cursors(subscription_ids=[first.pk, second.pk], to_seq=5)

        cursors = dict(Subscription.objects.values_list("pk", "cursor_seq"))
        assert cursors == {first.pk: 5, second.pk: 9, third.pk: 0}


class TestPeopleWithMail:
    def test_are_those_of_the_same_cadence_and_period(self):
        mail = DeliveryFactory(period_key="2026-03-03")
        other_day = DeliveryFactory(period_key="2026-03-04")
        people = [mail.subscriber_id, other_day.subscriber_id]

        found = people_with_mail(people=people, cadence=Cadence.DAILY, period_key="2026-03-03")

        assert found == {mail.subscriber_id}


class TestListed:
    def test_stands_for_more_numbers_than_a_statement_takes_one_by_one(self, reader):
        numbers = listed(range(reader.pk, reader.pk + 100_000))

        assert list(Subscriber.objects.filter(pk__in=numbers)) == [reader]
