"""A few practices and readers, what may happen to them, and jobs that may be killed."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.utils.timezone import localdate

from portal.practices.models import PracticePage, Theme
from portal.subscriptions.enums import (
    CHOSEN_CADENCES,
    Cadence,
    DeliveryState,
    EndReason,
    MailFormat,
)
from portal.subscriptions.models import (
    Event,
    EventSequence,
    Subscriber,
    Subscription,
)
from portal.subscriptions.services import claiming, planning, sending
from portal.subscriptions.services.ending import change_cadence, end_subscription
from portal.subscriptions.services.matching import record_matches
from portal.subscriptions.services.pausing import change_settings
from portal.subscriptions.services.planning import plan_due
from portal.subscriptions.services.planning_immediate import plan_immediate
from portal.subscriptions.services.recording import record_event
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.sequencing import sequence_events
from portal.subscriptions.services.sweeping import sweep
from portal.subscriptions.services.timing import SendingTimes, choose_times
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.subscriptions import SubscriberFactory, SubscriptionFactory

DAYS_TO_SETTLE = (1, 60, 1, 8, 32)
"""After these steps every pause is over, and every day, week and month had its turn."""


class KilledError(BaseException):
    """The process is gone; nothing in it may catch this."""


SENDER_DIES = {
    "in the claim": (claiming, "_freeze", None),
    "after claim": (sending, "claim_deliveries", None),
    "after handing": (sending, "move", DeliveryState.HANDING),
    "after acceptance": (sending, "hand_over", None),
    "after commit": (sending, "move", DeliveryState.SENT),
}
PLANNER_DIES = {
    "after the run is opened": (planning, "_open_run", None),
    "in a chunk": (planning, "insert_mails", None),
    "after a chunk": (planning, "_plan_next_chunk", None),
}


@contextmanager
def killed_after(owner: Any, name: str, state: DeliveryState | None) -> Iterator[None]:
    """The first call that returns, of a move the first to this state, is the last thing done."""
    real = getattr(owner, name)

    def deadly(*arguments: Any, **options: Any) -> Any:
        answer = real(*arguments, **options)
        if state in (None, *arguments[1:2]):
            raise KilledError
        return answer

    with patch.object(owner, name, deadly):
        try:
            yield
        except KilledError:
            return


class SmallWorld:
    """Two themes, three practices (one with both themes), two readers, and a clock."""

    def __init__(self, *, start: datetime) -> None:
        self.now = start
        self.themes: list[Theme] = [ThemeFactory(), ThemeFactory()]
        first, second = self.themes
        self.practices: list[PracticePage] = [
            PracticePageFactory(themes=themes, live=False)
            for themes in ([first], [second], [first, second])
        ]
        self.readers: list[Subscriber] = SubscriberFactory.create_batch(2)
        self.behind: set[int] = set()
        """Practices whose change has not reached the search index."""
        self.paused: set[int] = set()
        """Readers who paused at any time: what came at once may have passed them by."""
        self.taken_down: dict[int, datetime] = {}

    def pass_time(self, time: timedelta) -> None:
        self.now += time

    def publish(self, practice: PracticePage, edition: int) -> None:
        practice.live, practice.summary = True, f"Edition {edition}."
        self._save(practice)

    def take_down(self, practice: PracticePage) -> None:
        if practice.live:
            practice.live = False
            self.taken_down[practice.pk] = self.now
            self._save(practice)

    def _save(self, practice: PracticePage) -> None:
        practice.save()
        record_event(practice=practice, at=self.now)

    def follow(self, reader: Subscriber, theme: Theme, cadence: Cadence) -> None:
        """As a confirmation does: from the present on, or at another cadence."""
        known = self._followed(reader, theme)
        if known:
            change_cadence(subscription=known, cadence=cadence, at=self.now)
            return
        SubscriptionFactory(
            subscriber=reader,
            to=theme,
            cadence=cadence,
            cursor_seq=EventSequence.current_head(),
            started_at=self.now,
        )

    def unfollow(self, reader: Subscriber, theme: Theme) -> None:
        known = self._followed(reader, theme)
        if known:
            end_subscription(subscription=known, reason=EndReason.MANAGED, at=self.now)

    def pause(self, reader: Subscriber, days: int) -> None:
        """No mails until so many days are over; 0 ends the pause."""
        until = localdate(self.now) + timedelta(days=days) if days else None
        change_settings(subscriber=reader, mail_format=MailFormat.HTML, paused_until=until)
        self.paused.add(reader.pk)

    def choose_times(self, reader: Subscriber, times: SendingTimes) -> None:
        choose_times(subscriber=reader, times=times, at=self.now)

    def _followed(self, reader: Subscriber, theme: Theme) -> Subscription | None:
        live = Subscription.objects.live().filter(subscriber=reader)
        return live.filter(topic__criteria__slug=theme.slug).first()

    def match(self) -> None:
        events = self._findable(Event.objects.unmatched())
        record_matches(events=events, answers=[], at=self.now)

    def number(self) -> None:
        events = self._findable(Event.objects.unsequenced())
        sequence_events(event_ids=[event.pk for event in events])

    def _findable(self, events: Any) -> list[Event]:
        return list(events.exclude(practice_id__in=self.behind).order_by("pk"))

    def plan(self, dies: str | None = None) -> None:
        with killed_after(*PLANNER_DIES[dies]) if dies else nullcontext():
            plan_due(at=self.now)
        plan_immediate(at=self.now)

    def send(self, dies: str | None = None, *, limit: int = 100) -> int:
        with killed_after(*SENDER_DIES[dies]) if dies else nullcontext():
            return send_batch(cadences=CHOSEN_CADENCES, clock=lambda: self.now, limit=limit).taken
        return 0

    def sweep(self) -> None:
        sweep(at=self.now)

    def settle(self) -> None:
        """All is found, nothing dies, and every day, week and month has its turn."""
        self.behind.clear()
        self.match()
        self.number()
        for days in DAYS_TO_SETTLE:
            self.pass_time(timedelta(days=days))
            self.sweep()
            self.plan()
            while self.send():
                pass
