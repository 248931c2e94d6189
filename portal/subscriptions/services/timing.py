"""Keeps when somebody wants their digests: the time, the day of the week and of the month."""

from dataclasses import asdict, dataclass
from datetime import datetime, time

from django.db import transaction

from portal.subscriptions.enums import DIGEST_CADENCES, Cadence
from portal.subscriptions.models import ChosenSlot, Subscriber
from portal.subscriptions.periods import Slot
from portal.subscriptions.services.pausing import pause


@dataclass(frozen=True, kw_only=True)
class SendingTimes:
    """One choice for all digests of a person."""

    tz: str
    send_at: time
    weekday: int
    month_day: int

    @classmethod
    def of(cls, subscriber: Subscriber) -> "SendingTimes":
        """What the person gets now."""
        return cls(
            tz=subscriber.tz,
            send_at=subscriber.send_at,
            weekday=subscriber.weekday,
            month_day=subscriber.month_day,
        )

    def slot(self, cadence: Cadence) -> Slot:
        """When digests of this cadence would be due."""
        return Subscriber(**asdict(self)).slot(cadence)


@transaction.atomic
def choose_times(*, subscriber: Subscriber, times: SendingTimes, at: datetime) -> None:
    """Send the person's digests at these times from the next day, week or month on.

    Cursors stay, and one mail for each day, week and month remains the most, so a change neither
    loses nor repeats anything: who had this week's mail on Monday and moves to Friday gets the next
    one on Friday of next week.
    """
    locked = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    day = locked.pause_ends_on
    for name, value in asdict(times).items():
        setattr(locked, name, value)
    # By the clock of the new place: the day that they chose stays the day.
    pause(locked, until=day)
    locked.save(update_fields=[*asdict(times), "paused_until"])
    ChosenSlot.objects.bulk_create(
        (ChosenSlot(**asdict(locked.slot(cadence)), chosen_at=at) for cadence in DIGEST_CADENCES),
        ignore_conflicts=True,
    )
