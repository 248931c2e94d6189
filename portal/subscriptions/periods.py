"""The calendar of digests: which local day, ISO week or month is due, whatever the clocks do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from portal.subscriptions.enums import Cadence

DUE_TIME = time(7, 30)
"""Local time of day. Never between 01:00 and 02:59, which some days lack and some have twice."""

LOOK_BACK = 7
"""Periods that are looked at after an outage (as email-alert-api does for missing runs)."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """One local day, ISO week or month, and the moment from which its digest may be planned."""

    cadence: Cadence
    key: str
    due_at: datetime


def due_periods(*, cadence: Cadence, at: datetime, tz: ZoneInfo) -> list[Period]:
    """The periods already due at ``at`` in the zone, newest first, at most ``LOOK_BACK``.

    A week is due on its Monday (ISO 8601), a month on its first day. The key is a local date, so a
    day of 23 or 25 hours is one period like any other.
    """
    today = at.astimezone(tz).date()
    days = _DAYS[cadence](today)
    periods = (_period(cadence, day, tz) for day in days)
    return list(islice((period for period in periods if period.due_at <= at), LOOK_BACK))


def _days_back(today: date) -> Iterator[date]:
    day = today
    while True:
        yield day
        day -= timedelta(days=1)


def _mondays_back(today: date) -> Iterator[date]:
    return (day for day in _days_back(today) if day.weekday() == 0)


def _firsts_back(today: date) -> Iterator[date]:
    return (day for day in _days_back(today) if day.day == 1)


_DAYS: dict[Cadence, Callable[[date], Iterator[date]]] = {
    Cadence.DAILY: _days_back,
    Cadence.WEEKLY: _mondays_back,
    Cadence.MONTHLY: _firsts_back,
}

_KEY_FORMATS = {
    Cadence.DAILY: "%Y-%m-%d",
    Cadence.WEEKLY: "%G-W%V",
    Cadence.MONTHLY: "%Y-%m",
}


def _period(cadence: Cadence, day: date, tz: ZoneInfo) -> Period:
    return Period(
        cadence=cadence,
        key=day.strftime(_KEY_FORMATS[cadence]),
        due_at=datetime.combine(day, DUE_TIME, tzinfo=tz),
    )
