"""The calendar of digests: which day, ISO week or month is due where, whatever the clocks do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from portal.subscriptions.enums import Cadence

USUAL_TIME = time(7, 30)
SENDING_TIMES = (
    time(0),
    *(time(hour) for hour in range(3, 8)),
    USUAL_TIME,
    *(time(hour) for hour in range(8, 24)),
)
"""Local times to choose from: not between 01:00 and 02:59, which some days lack or have twice."""

WEEKDAYS = range(1, 8)
"""ISO 8601: Monday is 1."""

MONTH_DAYS = range(1, 29)
"""Those that every month has."""

LOOK_BACK = 7
"""Periods that are looked at after an outage (as email-alert-api does for missing runs)."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When the digests of one cadence are due, for all who chose the same.

    ``day`` is an ISO weekday for weekly digests, a day of the month for monthly ones, and 0 for
    daily ones.
    """

    cadence: Cadence
    tz: str
    time: time
    day: int = 0

    @classmethod
    def usual(cls, cadence: Cadence) -> Self:
        """The slot of people who chose nothing: Mondays, the first of the month."""
        day = 0 if cadence == Cadence.DAILY else 1
        return cls(cadence=cadence, tz=settings.TIME_ZONE, time=USUAL_TIME, day=day)

    @property
    def zone(self) -> ZoneInfo:
        """The portal's own where the computer's data lost the zone, so that mails still come."""
        try:
            return ZoneInfo(self.tz)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo(settings.TIME_ZONE)

    def is_day(self, day: date) -> bool:
        """Whether digests are due on this local day."""
        if self.cadence == Cadence.WEEKLY:
            return day.isoweekday() == self.day
        return self.cadence == Cadence.DAILY or day.day == self.day


@dataclass(frozen=True, kw_only=True)
class Period:
    """One local day, ISO week or month, and the moment from which its digest may be planned."""

    cadence: Cadence
    key: str
    due_at: datetime


def due_periods(*, slot: Slot, at: datetime, most: int = LOOK_BACK) -> list[Period]:
    """The periods of the slot already due at ``at``, newest first, at most so many.

    The key is a local date, ISO week or month, so a day of 23 or 25 hours is one period like any
    other, and a person who changes their day or time stays in the same week or month.
    """
    days = (day for day in _days_back(at.astimezone(slot.zone).date()) if slot.is_day(day))
    periods = (_period(slot, day) for day in days)
    return list(islice((period for period in periods if period.due_at <= at), most))


def _days_back(today: date) -> Iterator[date]:
    day = today
    while True:
        yield day
        day -= timedelta(days=1)


_KEY_FORMATS = {
    Cadence.DAILY: "%Y-%m-%d",
    Cadence.WEEKLY: "%G-W%V",
    Cadence.MONTHLY: "%Y-%m",
}


def _period(slot: Slot, day: date) -> Period:
    # In UTC: two times of one zone are compared as clocks show them, even where those repeat.
    due_at = datetime.combine(day, slot.time, tzinfo=slot.zone).astimezone(UTC)
    return Period(cadence=slot.cadence, key=day.strftime(_KEY_FORMATS[slot.cadence]), due_at=due_at)
