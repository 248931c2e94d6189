"""Figures for monitoring: complete, in Prometheus' form, and about nobody."""

import re
from datetime import timedelta

import pytest

from portal.subscriptions.enums import LEASED_STATES, Cadence, DeliveryState
from portal.subscriptions.models import Delivery, DeliveryEvent, DigestRun, MailChannel
from portal.subscriptions.monitoring import HELP, PREFIX, exposition, mail_health
from tests.factories.subscriptions import SIGNED_UP, DeliveryFactory, EventFactory

pytestmark = pytest.mark.django_db

PLANNED_AT = SIGNED_UP + timedelta(days=1)
NOW = PLANNED_AT + timedelta(minutes=20)
LINE = re.compile(r'\w+(\{\w+="[\w-]+"(,\w+="[\w-]+")*\})? [\d.e+]+')


def mails_in(state: DeliveryState, *cadences: Cadence) -> None:
    """One mail of each cadence, with all that its state demands."""
    for number, cadence in enumerate(cadences):
        DeliveryFactory(
            state=state,
            cadence=cadence,
            items={},
            message_id=f"<{number}@example.org>",
            lease_until=NOW if state in LEASED_STATES else None,
            sent_at=NOW if state == DeliveryState.SENT else None,
        )


def figures() -> dict[str, float]:
    """Sample without the prefix -> its value."""
    lines = [line for line in exposition(at=NOW).splitlines() if not line.startswith("#")]
    assert all(LINE.fullmatch(line) for line in lines)
    return {
        name.removeprefix(PREFIX): float(value)
        for name, _space, value in (line.rpartition(" ") for line in lines)
    }


def step(delivery: Delivery, *, minutes_ago: int) -> None:
    at = NOW - timedelta(minutes=minutes_ago)
    DeliveryEvent.objects.create(delivery=delivery, state=delivery.state, at=at)


class TestExposition:
    @pytest.mark.parametrize("state", DeliveryState)
    def test_counts_mails_by_cadence_and_state(self, state):
        mails_in(state, Cadence.DAILY, Cadence.DAILY, Cadence.WEEKLY)

        assert figures()[f'mails{{cadence="daily",state="{state.value}"}}'] == 2
        assert figures()[f'mails{{cadence="weekly",state="{state.value}"}}'] == 1

    def test_counts_people_with_nothing_new_over_all_runs(self):
        for number in (1, 2):
            DigestRun.objects.create(
                cadence=Cadence.DAILY, period_key=f"2026-03-0{number}", tz="Europe/London",
                to_seq=0, started_at=NOW, skipped_empty=5,
            )  # fmt: skip

        assert figures()['digests_skipped_empty{cadence="daily"}'] == 10

    def test_counts_events_that_nobody_is_told_of_yet(self):
        EventFactory(practice=None)
        EventFactory(practice=None, matched_at=NOW)

        assert figures()['events_waiting{for="matching"}'] == 1
        assert figures()['events_waiting{for="numbering"}'] == 1

    def test_explains_every_figure(self):
        explained = re.findall(rf"# HELP {PREFIX}(\w+) ", exposition(at=NOW))

        assert sorted(explained) == sorted(HELP)

    def test_names_nobody(self):
        mail = DeliveryFactory(state=DeliveryState.FAILED, error="550")

        text = exposition(at=NOW)

        assert mail.subscriber.email not in text
        assert str(mail.subscriber.public_id) not in text


class TestMailHealth:
    def test_is_at_rest_where_there_is_no_mail(self):
        assert mail_health(at=NOW) == {
            "oldest_waiting_seconds": 0.0,
            "since_moved_seconds": None,
            "stalled_seconds": 0.0,
            "channel_refused": 0,
            "channel_resting": False,
        }

    def test_tells_how_long_mails_wait_and_nothing_moves(self):
        step(DeliveryFactory(state=DeliveryState.FAILED, error="550"), minutes_ago=5)
        DeliveryFactory(planned_at=PLANNED_AT)

        health = mail_health(at=NOW)

        assert health["oldest_waiting_seconds"] == 20 * 60
        assert health["since_moved_seconds"] == health["stalled_seconds"] == 5 * 60

    @pytest.mark.parametrize(("minutes", "is_resting"), [(1, True), (-1, False)])
    def test_tells_whether_the_channel_rests(self, minutes, is_resting):
        MailChannel.objects.create(failures=4, rests_until=NOW + timedelta(minutes=minutes))

        health = mail_health(at=NOW)

        assert (health["channel_refused"], health["channel_resting"]) == (4, is_resting)
