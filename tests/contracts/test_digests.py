"""Digests on either database: killed senders, and several of everything at once."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from portal.common.outbox import messages_in
from portal.subscriptions.enums import DIGEST_CADENCES, Cadence, DeliveryState, TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import (
    ConsentRecord,
    Delivery,
    Event,
    EventSequence,
    Subscriber,
    Subscription,
)
from portal.subscriptions.services import planning
from portal.subscriptions.services.planning import plan_due
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.sequencing import sequence_events
from portal.subscriptions.services.subscribing import (
    AlreadyUsedError,
    SubscriptionRequest,
    confirm_subscription,
    request_subscription,
)
from portal.subscriptions.services.sweeping import sweep
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import (
    LONDON,
    EventFactory,
    SubscriptionFactory,
    numbered_event,
    practice_about,
)
from tests.mail_server.modes import Mode
from tests.mail_server.process import MailServer, mail_server, send_through
from tests.shared_database import at_once

REPOSITORY = Path(__file__).parents[2]
TUESDAY = datetime(2026, 3, 3, 7, 30, tzinfo=LONDON)
PEOPLE = 12


def followers(count: int) -> None:
    """People who follow one theme with one numbered piece of news."""
    theme = ThemeFactory()
    subscriptions = SubscriptionFactory.create_batch(count, to=theme)
    numbered_event(1, subscriptions[0].topic, practice=practice_about(theme))
    EventSequence.objects.update_or_create(pk=1, defaults={"head": 1})


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


class TestSeveralAtOnce:
    def test_planners_owe_each_person_one_mail(self, database_url, monkeypatch):
        monkeypatch.setattr(planning, "CHUNK", 2)
        followers(PEOPLE)

        plans = at_once(*[lambda: plan_due(at=TUESDAY)] * 3)

        assert sum(plan.mails for plan in plans) == Delivery.objects.count() == PEOPLE
        assert set(Subscription.objects.values_list("cursor_seq", flat=True)) == {1}

    def test_senders_send_each_mail_once(self, database_url, outbox_dir):
        followers(PEOPLE)
        plan_due(at=TUESDAY)

        def send() -> None:
            while send_batch(cadences=DIGEST_CADENCES, clock=lambda: TUESDAY, limit=2).taken:
                pass

        at_once(send, send, send)

        kept = [message["Message-ID"] for message in messages_in(outbox_dir)]
        assert len(kept) == len(set(kept)) == PEOPLE
        assert states() == [DeliveryState.SENT] * PEOPLE

    def test_sweepers_settle_each_mail_once(self, database_url):
        followers(PEOPLE)
        plan_due(at=TUESDAY)
        Delivery.objects.update(state="claimed", lease_until=TUESDAY)

        settled = at_once(*[lambda: sweep(at=TUESDAY + timedelta(hours=1))] * 2)

        assert sum(answer.get("planned", 0) for answer in settled) == PEOPLE

    def test_sequencers_give_each_number_once(self, database_url):
        events = EventFactory.create_batch(10, matched_at=TUESDAY)
        ids = [event.pk for event in events]

        at_once(*[lambda: sequence_events(event_ids=ids)] * 3)

        numbers = Event.objects.filter(pk__in=ids).values_list("seq", flat=True)
        assert sorted(numbers) == list(range(1, 11))

    def test_requests_for_a_new_address_make_one_subscriber(self, database_url):
        request = SubscriptionRequest(
            email="amina@example.org",
            interest=Interest(kind=TopicKind.SEARCH, value="q=walks"),
            cadence=Cadence.DAILY,
            form_url="/",
        )

        at_once(*[lambda: request_subscription(request=request, at=TUESDAY)] * 3)

        assert Subscriber.objects.count() == 1
        assert ConsentRecord.objects.count() == 3

    def test_confirmations_by_a_double_click_make_one_subscription(self, database_url):
        request_subscription(
            request=SubscriptionRequest(
                email="amina@example.org",
                interest=Interest(kind=TopicKind.SEARCH, value="q=walks"),
                cadence=Cadence.DAILY,
                form_url="/",
            ),
            at=TUESDAY,
        )
        asked = ConsentRecord.objects.get()

        def confirm() -> bool:
            try:
                confirm_subscription(request=asked, at=TUESDAY)
            except AlreadyUsedError:
                return False
            return True

        assert sorted(at_once(confirm, confirm)) == [False, True]
        assert Subscription.objects.count() == 1


@contextmanager
def sender(database_url: str, email_url: str) -> Iterator[subprocess.Popen]:
    """A sender in a process of its own; killed at the end if not before."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": database_url,
        "EMAIL_URL": email_url,
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "digests_send"],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def server(tmp_path) -> Iterator[MailServer]:
    with mail_server(tmp_path / "mail") as running:
        yield running


def kill_while_handing(database_url: str, server: MailServer, mode: Mode, settings) -> str:
    """Kill -9 a sender that waits for the answer to its first mail; that mail's Message-ID."""
    followers(3)
    plan_due(at=timezone.now())
    server.behave(mode)
    with sender(database_url, server.url) as process:
        assert server.next_line() in ("seen", "accepted")
        process.send_signal(signal.SIGKILL)
        process.wait()
    server.behave(Mode.ACCEPT)
    send_through(server, settings)
    return Delivery.objects.get(state="handing").message_id


def recover() -> None:
    """What the scheduled jobs do once the killed sender's lease is over."""
    later = timezone.now() + timedelta(minutes=10)
    sweep(at=later)
    while send_batch(cadences=DIGEST_CADENCES, clock=lambda: later).taken:
        pass


class TestKilledSender:
    def test_leaves_one_mail_in_doubt_and_the_rest_untouched(self, database_url, server, settings):
        kill_while_handing(database_url, server, Mode.SILENT_AFTER_ACCEPTING, settings)

        assert states() == ["handing", "claimed", "claimed"]

    @pytest.mark.parametrize(
        ("mode", "copies"),
        [(Mode.SILENT_BEFORE_ACCEPTING, 1), (Mode.SILENT_AFTER_ACCEPTING, 2)],
        ids=["before it was accepted", "after it was accepted"],
    )
    def test_loses_nothing_and_repeats_one_mail_at_most_without_evidence(
        self, database_url, server, settings, mode, copies
    ):
        in_doubt = kill_while_handing(database_url, server, mode, settings)

        recover()

        assert states() == ["sent"] * 3
        assert server.message_ids.count(in_doubt) == copies
        assert len(server.message_ids) == 2 + copies

    @pytest.mark.parametrize("mode", [Mode.SILENT_BEFORE_ACCEPTING, Mode.SILENT_AFTER_ACCEPTING])
    def test_loses_and_repeats_nothing_where_the_receiver_shows_what_it_has(
        self, database_url, server, settings, mode
    ):
        kill_while_handing(database_url, server, mode, settings)
        settings.MAIL_READBACK_URL = f"folder://{server.folder}"

        recover()

        assert states() == ["sent"] * 3
        assert len(server.message_ids) == len(set(server.message_ids)) == 3

    def test_that_never_spoke_to_the_server_leaves_nothing_in_doubt(
        self, database_url, server, settings
    ):
        followers(3)
        plan_due(at=timezone.now())
        with (
            socket.create_server(("127.0.0.1", 0)) as silent,
            sender(database_url, f"smtp://127.0.0.1:{silent.getsockname()[1]}") as process,
        ):
            session, _address = silent.accept()
            process.send_signal(signal.SIGKILL)
            process.wait()
            session.close()

        assert states() == ["claimed"] * 3
        send_through(server, settings)
        recover()
        assert len(server.message_ids) == len(set(server.message_ids)) == 3
