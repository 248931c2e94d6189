"""Dates known only to the year or month, as ISO 8601 reduced precision: 2019, 2019-10 or
2019-10-04.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext_lazy as _

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# 14 March 2025, 14th Mar 2025, March 2025.
_WITH_A_NAME = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([^\W\d_]+)\.?,? (\d{4})", re.IGNORECASE)
# 14/3/2025, 3/2025: the day comes first, as it does in Britain.
_WITH_SLASHES = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")
EARLIEST_YEAR = 1900
"""Nothing here is older; what says so is a slip of the pen."""


def first_day(text: str) -> date:
    """The first day that a partial date covers.

    Raises:
        ValueError: the text is not a year, year-month or full date of the Gregorian calendar.
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return date(year, month, day)


def validate_partial_date(text: str) -> None:
    """Refuse anything that is not a partial date, and what is before 1900.

    Raises:
        ValidationError: with the wording a person needs to put it right.
    """
    try:
        day = first_day(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a date. Write a year, month or day: 2019, 2019-10 or 2019-10-04."),
            params={"text": text},
        ) from error
    if day.year < EARLIEST_YEAR:
        raise ValidationError(
            _("“%(text)s” is before 1900. Enter a date after 1900."), params={"text": text}
        )


def from_words(text: str) -> str:
    """The partial date that somebody wrote as “March 2025” or “14/3/2025”; other text as it is."""
    tidy = " ".join(text.split())
    match = _WITH_A_NAME.fullmatch(tidy) or _WITH_SLASHES.fullmatch(tidy)
    if match is None:
        return tidy
    day, month, year = match.groups()
    number = int(month) if month.isdecimal() else _month_called(month)
    if not number:
        return tidy
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def _month_called(name: str) -> int:
    """The number of the month in the reader's language, whole or in three letters; 0 for none."""
    names = [*MONTHS.items(), *MONTHS_3.items()]
    return next((number for number, words in names if str(words).lower() == name.lower()), 0)


def in_words(text: str) -> str:
    """A partial date as people read it: “2019”, “October 2019”, “4 October 2019”; empty stays
    empty.
    """
    if not text:
        return ""
    day = first_day(text)
    pattern = {4: "Y", 7: "F Y", 10: "j F Y"}[len(text)]
    return formats.date_format(day, pattern)
