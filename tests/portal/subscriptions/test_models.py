"""What the database itself refuses, whoever writes to it."""

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.subscriptions.enums import Cadence, DeliveryState, SubscriberState
from portal.subscriptions.models import (
    ChosenSlot,
    ConsentRecord,
    DeliveryEvent,
    DigestRun,
    Event,
    EventSequence,
    Match,
    Subscription,
)
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    EventFactory,
    SubscriberFactory,
    SubscriptionFactory,
    numbered_event,
)

pytestmark = pytest.mark.django_db


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def twice(make) -> bool:
    make()
    return refused(make)


def run(**fields):
    values = {"cadence": "daily", "period_key": "2026-03-03", "tz": "Europe/London", "to_seq": 0}
    return DigestRun.objects.create(**{**values, "started_at": SIGNED_UP, **fields})


class TestUniqueRow:
    def test_of_a_mail_is_person_cadence_and_period(self):
        person = SubscriberFactory()

        assert twice(lambda: DeliveryFactory(subscriber=person, period_key="2026-03-03"))

    def test_of_a_run_is_slot_and_period(self):
        assert twice(run)
        assert not refused(lambda: run(time=time(18)))
        assert not refused(lambda: run(tz="America/Toronto"))

    def test_of_a_match_is_interest_and_event(self):
        topic, event = SubscriptionFactory().topic, EventFactory()

        assert twice(lambda: Match.objects.create(topic=topic, event=event))

    def test_of_a_live_subscription_is_person_and_interest(self):
        first = SubscriptionFactory()
        again = {"subscriber": first.subscriber, "topic": first.topic}
        assert refused(lambda: SubscriptionFactory(**again))

        Subscription.objects.update(ended_at=SIGNED_UP, end_reason="managed")

        assert not refused(lambda: SubscriptionFactory(**again))

    def test_of_a_person_is_their_address_in_any_case(self):
        SubscriberFactory(email="amina@example.org")

        assert refused(lambda: SubscriberFactory(email="Amina@example.org"))

    def test_of_an_event_is_its_number(self):
        numbered_event(1)

        assert refused(lambda: numbered_event(1))

    def test_of_the_sequence_is_one(self):
        EventSequence.objects.create()

        assert refused(lambda: EventSequence.objects.create(pk=2))

    def test_of_a_provider_s_report_is_its_number(self):
        report = {"provider": "example", "event_id": "1", "at": SIGNED_UP}
        delivery = DeliveryFactory()

        assert twice(lambda: DeliveryEvent.objects.create(delivery=delivery, **report))


class TestRefusedRow:
    @pytest.mark.parametrize(
        "fields",
        [
            pytest.param({"cadence": "hourly"}, id="unknown cadence"),
            pytest.param({"cadence": Cadence.ON_REQUEST}, id="cadence nobody can choose"),
            pytest.param({"ended_at": SIGNED_UP}, id="ended without a reason"),
            pytest.param({"end_reason": "managed"}, id="reason without an end"),
            pytest.param(
                {"ended_at": SIGNED_UP - timedelta(days=1), "end_reason": "managed"},
                id="ended before it began",
            ),
        ],
    )
    def test_of_a_subscription(self, fields):
        assert refused(lambda: SubscriptionFactory(**fields))

    @pytest.mark.parametrize(
        "fields",
        [
            pytest.param({"email": None}, id="active without an address"),
            pytest.param({"nullified_at": SIGNED_UP}, id="forgotten with an address"),
            pytest.param({"state": SubscriberState.SUPPRESSED}, id="suppressed for no reason"),
            pytest.param({"suppressed_reason": "bounced"}, id="reason without suppression"),
            pytest.param({"email": "Amina@example.org"}, id="address in capitals"),
        ],
    )
    def test_of_a_subscriber(self, fields):
        assert refused(lambda: SubscriberFactory(**fields))

    @pytest.mark.parametrize(
        "fields",
        [
            pytest.param({"state": "lost"}, id="unknown state"),
            pytest.param({"state": DeliveryState.CLAIMED}, id="held without a lease"),
            pytest.param({"lease_until": SIGNED_UP}, id="lease without a holder"),
            pytest.param({"state": DeliveryState.SENT, "items": {}}, id="sent at no time"),
            pytest.param({"sent_at": SIGNED_UP}, id="time without being sent"),
            pytest.param(
                {"state": DeliveryState.HANDING, "lease_until": SIGNED_UP, "message_id": "<x>"},
                id="handed over before it was frozen",
            ),
            pytest.param({"cadence": Cadence.IMMEDIATE}, id="immediate about nothing"),
        ],
    )
    def test_of_a_delivery(self, fields):
        assert refused(lambda: DeliveryFactory(**fields))

    def test_of_an_event_numbered_before_it_was_matched(self):
        assert refused(lambda: EventFactory(seq=1))

    def test_of_a_run_that_is_finished_at_no_time(self):
        assert refused(lambda: run(state="finished"))


class TestRefusedChoice:
    @pytest.mark.parametrize(
        "chosen",
        [
            {"send_at": time(1, 30)},
            {"send_at": time(2)},
            {"weekday": 0},
            {"weekday": 8},
            {"month_day": 0},
            {"month_day": 29},
        ],
        ids=str,
    )
    def test_is_a_time_or_day_that_some_periods_lack(self, chosen):
        assert refused(lambda: SubscriberFactory(**chosen))

    def test_is_a_slot_that_comes_in_no_period(self):
        values = {"tz": "Europe/London", "time": time(18), "chosen_at": SIGNED_UP}

        for cadence, day in (("daily", 1), ("weekly", 0), ("monthly", 29), ("immediate", 0)):
            row = ChosenSlot(cadence=cadence, day=day, **values)
            assert refused(row.save)


class TestAppendOnlyTable:
    def consent(self) -> ConsentRecord:
        subscription = SubscriptionFactory()
        return ConsentRecord.objects.create(
            subscriber=subscription.subscriber,
            topic=subscription.topic,
            subscription=subscription,
            action="confirmed",
            cadence="daily",
            wording_version="1",
            wording_hash="0" * 64,
            channel="web",
            at=SIGNED_UP,
        )

    @pytest.mark.parametrize("model", [ConsentRecord, DeliveryEvent])
    def test_refuses_a_change(self, model):
        self.consent()
        DeliveryEvent.objects.create(delivery=DeliveryFactory(), state="sent", at=SIGNED_UP)

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(at=SIGNED_UP + timedelta(days=1))

    def test_lets_a_person_be_erased_whole(self):
        self.consent().subscriber.delete()

        assert not ConsentRecord.objects.exists()


class TestText:
    def test_of_a_subscriber_holds_no_address(self):
        person = SubscriberFactory(email="amina@example.org")

        assert "amina" not in str(person)
        assert not any("amina" in str(row) for row in [DeliveryFactory(subscriber=person)])


class TestQuerySets:
    def test_find_what_waits(self):
        matched, unmatched = EventFactory(matched_at=SIGNED_UP), EventFactory()
        numbered = numbered_event(1)
        events = Event.objects.filter(pk__in=[matched.pk, unmatched.pk, numbered.pk])

        assert list(events.unmatched()) == [unmatched]
        assert list(events.unsequenced()) == [matched]
