"""Mails on their way: each step, each answer of the mail server, each thing that may go wrong."""

from datetime import timedelta

import pytest

from portal.common.outbox import messages_in
from portal.practices.models import PracticePage
from portal.subscriptions.enums import Cadence, DeliveryState, EndReason, SubscriberState
from portal.subscriptions.mail import composing
from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.models import Delivery, DeliveryEvent, Subscriber
from portal.subscriptions.services.claiming import (
    HANDING_LEASE,
    claim_deliveries,
    move,
    release,
)
from portal.subscriptions.services.ending import end_subscription
from portal.subscriptions.services.sending import (
    BACK_OFF,
    MOST_COMPOSING_ERRORS,
    send_batch,
)
from portal.subscriptions.services.sweeping import MOST_ABANDONED, sweep
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
    practice_about,
)
from tests.mail_server.modes import Mode
from tests.mail_server.process import mail_server, send_through

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)
DAILY = (Cadence.DAILY,)


def planned(number=1):
    """A planned digest with one practice in it."""
    theme = ThemeFactory()
    subscription = SubscriptionFactory(to=theme)
    numbered_event(number, subscription.topic, practice=practice_about(theme))
    return DeliveryFactory(
        subscriber=subscription.subscriber, windows=[[subscription.pk, 0]], to_seq=number
    )


def send(at=NOW, limit=50):
    return send_batch(cadences=DAILY, clock=lambda: at, limit=limit)


def history(delivery):
    return list(delivery.events.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def server(tmp_path, settings):
    with mail_server(tmp_path / "mail") as running:
        send_through(running, settings)
        yield running


class TestSendBatch:
    def test_takes_a_mail_through_every_step_once(self, outbox_dir):
        delivery = planned()

        report = send()

        delivery.refresh_from_db()
        assert report.states == {"sent": 1}
        assert history(delivery) == ["claimed", "handing", "sent"]
        assert (delivery.sent_at, delivery.message_id) == (NOW, message_id_of(delivery))
        assert [m["Message-ID"] for m in messages_in(outbox_dir)] == [delivery.message_id]

    def test_sends_nothing_the_second_time(self, outbox_dir):
        planned()
        send()

        assert send().taken == 0
        assert len(messages_in(outbox_dir)) == 1

    def test_takes_the_oldest_first_and_no_more_than_asked(self, outbox_dir):
        first, second = planned(1), planned(2)

        send(limit=1)

        states = dict(Delivery.objects.values_list("pk", "state"))
        assert states == {first.pk: "sent", second.pk: "planned"}

    def test_leaves_mails_of_other_cadences(self, outbox_dir):
        planned()

        assert send_batch(cadences=(Cadence.WEEKLY,), clock=lambda: NOW).taken == 0

    def test_leaves_a_mail_that_is_put_off_until_its_time(self, outbox_dir):
        delivery = planned()
        Delivery.objects.update(state="retry-wait", retry_at=NOW + timedelta(minutes=1))

        assert send().taken == 0
        assert send(at=NOW + timedelta(minutes=1)).states == {"sent": 1}
        assert history(delivery)[0] == "claimed"

    def test_tells_nothing_of_an_interest_that_ended_since(self, outbox_dir):
        delivery = planned()
        subscription = delivery.subscriber.subscriptions.get()
        end_subscription(subscription=subscription, reason=EndReason.MANAGED, at=NOW)

        send()

        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.SKIPPED_EMPTY
        assert messages_in(outbox_dir) == []

    def test_tells_nothing_of_a_practice_that_was_unpublished_since(self, outbox_dir):
        delivery = planned()
        PracticePage.objects.get().unpublish()

        send()

        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.SKIPPED_EMPTY

    def test_cancels_a_frozen_mail_of_which_nothing_is_left(self, outbox_dir):
        delivery = planned()
        claim_deliveries(cadences=DAILY, at=NOW)
        Delivery.objects.update(state="planned", lease_until=None)
        PracticePage.objects.get().unpublish()

        send()

        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.CANCELLED

    def test_does_not_write_to_a_suppressed_address(self, outbox_dir):
        delivery = planned()
        Subscriber.objects.update(state=SubscriberState.SUPPRESSED, suppressed_reason="complained")

        send()

        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.SUPPRESSED
        assert messages_in(outbox_dir) == []

    def test_puts_off_a_mail_that_cannot_be_built_and_sends_the_others(
        self, outbox_dir, monkeypatch
    ):
        bad, good = planned(1), planned(2)
        build = composing._LETTERS["digest"]
        broken = lambda mail, desk: 1 / 0 if mail.pk == bad.pk else build(mail, desk)  # noqa: E731 - one line.
        monkeypatch.setitem(composing._LETTERS, "digest", broken)

        at = NOW
        for _attempt in range(MOST_COMPOSING_ERRORS):
            send(at=at)
            at += timedelta(hours=6)

        bad.refresh_from_db()
        good.refresh_from_db()
        assert (bad.state, bad.error) == (DeliveryState.FAILED, "ZeroDivisionError")
        assert good.state == DeliveryState.SENT


class TestSendBatchToAServer:
    def test_uses_one_session_for_many_mails(self, server):
        for number in (1, 2, 3):
            planned(number)

        assert send().states == {"sent": 3}
        assert len(server.accepted) == 3

    def test_waits_longer_after_each_refusal_for_now_and_never_gives_up(self, server):
        delivery = planned()
        server.behave(Mode.FULL)
        at, waits = NOW, []
        for _attempt in range(len(BACK_OFF) + 2):
            send(at=at)
            delivery.refresh_from_db()
            assert (delivery.state, delivery.error) == (DeliveryState.RETRY_WAIT, "452")
            waits.append((delivery.retry_at - at) / timedelta(minutes=1))
            at = delivery.retry_at

        server.behave(Mode.ACCEPT)
        send(at=at)

        assert waits == sorted(waits)
        assert all(
            minutes <= wait <= 1.25 * minutes
            for minutes, wait in zip((*BACK_OFF, 240, 240), waits, strict=True)
        )
        assert len(server.accepted) == 1

    @pytest.mark.parametrize("mode", [Mode.NO_SUCH_PERSON, Mode.REFUSE_CONTENT])
    def test_gives_up_what_is_refused_for_good(self, server, mode):
        delivery = planned()
        server.behave(mode)

        send()

        delivery.refresh_from_db()
        assert (delivery.state, delivery.error) == (DeliveryState.FAILED, str(mode))

    def test_puts_all_mails_off_without_blame_when_the_server_closes(self, server):
        mails = [planned(1), planned(2)]
        server.behave(Mode.CLOSING)

        send()

        for delivery in mails:
            delivery.refresh_from_db()
            assert (delivery.state, delivery.attempts) == (DeliveryState.RETRY_WAIT, 0)

    def test_puts_all_mails_off_without_blame_when_there_is_no_server(self, settings, server):
        delivery = planned()
        settings.EMAIL_PORT = 9

        send()

        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == (DeliveryState.RETRY_WAIT, 0)
        assert history(delivery) == ["claimed", "retry-wait"]

    @pytest.mark.parametrize(
        "mode",
        [
            Mode.SILENT_BEFORE_ACCEPTING,
            Mode.SILENT_AFTER_ACCEPTING,
            Mode.DROP_BEFORE_ACCEPTING,
            Mode.DROP_AFTER_ACCEPTING,
        ],
    )
    def test_leaves_a_mail_whose_answer_was_lost_to_the_sweeper_and_goes_on(self, server, mode):
        lost, next_one = planned(1), planned(2)
        server.behave(mode)
        send(limit=1)
        server.behave(Mode.ACCEPT)

        send()

        lost.refresh_from_db()
        next_one.refresh_from_db()
        assert (lost.state, next_one.state) == (DeliveryState.HANDING, DeliveryState.SENT)


class TestSweep:
    LATER = NOW + HANDING_LEASE + timedelta(minutes=2)

    def test_plans_again_what_was_claimed_and_surely_not_sent(self):
        delivery = planned()
        claim_deliveries(cadences=DAILY, at=NOW)

        assert sweep(at=NOW + timedelta(seconds=1)) == {}
        assert sweep(at=self.LATER) == {"planned": 1}
        delivery.refresh_from_db()
        assert delivery.lost_answers == 0

    @pytest.mark.parametrize(
        ("mode", "copies"),
        [(Mode.SILENT_BEFORE_ACCEPTING, 1), (Mode.SILENT_AFTER_ACCEPTING, 2)],
    )
    def test_sends_once_more_under_the_same_message_id_without_evidence(self, server, mode, copies):
        delivery = planned()
        server.behave(mode)
        send()
        server.behave(Mode.ACCEPT)

        sweep(at=self.LATER)
        send(at=self.LATER)

        delivery.refresh_from_db()
        assert (delivery.state, delivery.lost_answers) == (DeliveryState.SENT, 1)
        assert server.message_ids == [delivery.message_id] * copies

    def test_writes_when_the_mail_was_handed_over_into_its_history(self, server):
        delivery = planned()
        server.behave(Mode.DROP_AFTER_ACCEPTING)
        send()

        sweep(at=self.LATER)

        steps = delivery.events.order_by("pk").values_list("state", "at")
        assert list(steps) == [("claimed", NOW), ("handing", NOW), ("planned", self.LATER)]

    def test_parks_a_mail_whose_answer_is_lost_again(self, server):
        delivery = planned()
        server.behave(Mode.DROP_AFTER_ACCEPTING)
        send()
        sweep(at=self.LATER)
        send(at=self.LATER)

        settled = sweep(at=self.LATER + HANDING_LEASE + timedelta(seconds=1))

        delivery.refresh_from_db()
        assert settled == {"unknown": 1}
        assert len(server.accepted) == 2

    @pytest.mark.parametrize(
        ("mode", "state"),
        [(Mode.SILENT_BEFORE_ACCEPTING, "planned"), (Mode.SILENT_AFTER_ACCEPTING, "sent")],
    )
    def test_goes_by_what_the_receiving_side_kept(self, server, settings, mode, state):
        planned()
        settings.MAIL_READBACK_URL = f"folder://{server.folder}"
        server.behave(mode)
        send()
        server.behave(Mode.ACCEPT)

        assert sweep(at=self.LATER) == {state: 1}
        send(at=self.LATER)
        assert len(server.accepted) == 1

    def test_gives_way_to_an_answer_that_comes_after_all(self, server):
        """The sender was slow, not dead: nobody claimed the mail since, so it is not sent again."""
        delivery = planned()

        def clock():
            if Delivery.objects.get().state == DeliveryState.HANDING:
                assert sweep(at=self.LATER) == {"planned": 1}
            return NOW

        send_batch(cadences=DAILY, clock=clock)

        assert history(delivery)[-2:] == ["planned", "sent"]
        assert send(at=self.LATER).taken == 0
        assert len(server.accepted) == 1

    def test_parks_a_mail_that_kills_every_sender(self):
        delivery, at, settled = planned(), NOW, []
        for _sender in range(MOST_ABANDONED):
            claim_deliveries(cadences=DAILY, at=at)
            at += timedelta(minutes=5)
            settled.append(sweep(at=at))

        delivery.refresh_from_db()
        assert settled == [{"planned": 1}] * (MOST_ABANDONED - 1) + [{"failed": 1}]
        assert delivery.error == "gave-up"

    def test_does_not_count_how_often_a_mail_was_put_off(self):
        planned()
        at = NOW
        for _hour in range(MOST_ABANDONED * 10):
            claimed = claim_deliveries(cadences=DAILY, at=at)
            at += timedelta(hours=1)
            release(deliveries=claimed, reason="away", retry_at=at, at=at)
        claim_deliveries(cadences=DAILY, at=at)

        assert sweep(at=at + timedelta(minutes=5)) == {"planned": 1}


class TestMove:
    def test_refuses_a_sender_that_lost_its_lease(self):
        planned()
        (stale,) = claim_deliveries(cadences=DAILY, at=NOW)
        sweep(at=TestSweep.LATER)
        claim_deliveries(cadences=DAILY, at=TestSweep.LATER)
        before = DeliveryEvent.objects.count()

        moved = move(stale, DeliveryState.HANDING, at=TestSweep.LATER, message_id="x")

        assert not moved
        assert Delivery.objects.get().state == DeliveryState.CLAIMED
        assert DeliveryEvent.objects.count() == before
