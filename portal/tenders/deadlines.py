"""Finds the days that a notice's own words give for its deadline, to set beside the field's."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.tenders.enums import NoticeSource

UK_TIME = ZoneInfo("Europe/London")
_MARK_UK_TIME_AS_UTC = {NoticeSource.PUBLIC_CONTRACTS_SCOTLAND, NoticeSource.SELL2WALES}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# Each in full or by its first letters: “2 separate lots” is no day.
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"
_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*")
_ABOUT_A_DEADLINE = re.compile(
    r"\b(?:deadline|closing date|closes|no later than|(?:submitted|returned|received) by)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (" + _MONTH + r")\b\.?(?:,? (\d{4})\b)?",
    re.IGNORECASE | re.ASCII,
)


def other_days(text: str, *, end_at: datetime | None) -> list[date]:
    """The days, earliest first, that sentences about a deadline name and the field does not.

    A day without a year is in the year of ``end_at``. The words are not weighed: they may speak of
    another deadline than that for bids, so a page shows them as something to check. Without an
    ``end_at`` there is nothing to differ from, and the answer is empty.
    """
    if end_at is None:
        return []
    stated = end_at.astimezone(UK_TIME).date()
    return sorted({day for day in _days(text, year=stated.year) if day != stated})


def earlier_end(source: str, *, end_at: datetime | None) -> datetime | None:
    """When bids may close already, where the source may mean another hour than it writes.

    Both of these services mark their hours as UTC, also in summer, where the words of the same
    notices say “12:00 noon” for 12:00 UTC, which is one o'clock in the UK. None in winter.
    """
    if end_at is None or source not in _MARK_UK_TIME_AS_UTC:
        return None
    ahead = end_at.astimezone(UK_TIME).utcoffset()
    return end_at - ahead if ahead else None


def _days(text: str, *, year: int) -> Iterator[date]:
    for sentence in _SENTENCE.findall(text):
        if not _ABOUT_A_DEADLINE.search(sentence):
            continue
        for day, month, own_year in _DAY.findall(sentence):
            try:
                yield date(int(own_year or year), _NUMBERS[month[:3].lower()], int(day))
            except ValueError:
                # “31 November”: no day, so nothing to set beside the field.
                continue
