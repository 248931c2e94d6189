"""Reads single values of a release: text, yes or no, money and moments, each repair noted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from portal.tenders.ocds.findings import Findings, RefusedReleaseError

UK_TIME = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 2000, 2100
LARGEST_AMOUNT = Decimal(10) ** 12
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?([Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_NO_DATE = ("0001-01-01", "9999-12-31")
"""Days that software writes where no date was entered: the first and last that many languages
know.
"""
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount before tax with its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True)
class Node:
    """One JSON object of a release with its path, read key by key."""

    data: dict[str, Any]
    path: str
    findings: Findings

    def path_of(self, key: str) -> str:
        """The OCDS path of a key of this object."""
        return f"{self.path}/{key}" if self.path else key

    def drop(self, key: str, reason: str) -> None:
        """Note that the value of ``key`` is left out, and why."""
        value = self.data.get(key)
        self.findings.repaired(self.path_of(key), "" if value is None else value, reason)

    def child(self, key: str) -> "Node":
        """The object under ``key``; an empty one where there is none."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, dict):
            self.drop(key, _("Not an object; left out."))
        return Node(value if isinstance(value, dict) else {}, self.path_of(key), self.findings)

    def children(self, key: str) -> Iterator["Node"]:
        """The objects in the list under ``key``; anything else in it is left out."""
        value = self.data.get(key)
        if value is None:
            return
        if isinstance(value, dict):
            self.drop(key, _("Not a list; taken as a list of one."))
            value = [value]
        if not isinstance(value, list):
            self.drop(key, _("Not a list; left out."))
            return
        for position, item in enumerate(value):
            place = f"{self.path_of(key)}/{position}"
            if isinstance(item, dict):
                yield Node(item, place, self.findings)
            else:
                self.findings.repaired(place, item, _("Not an object; left out."))

    def text(self, key: str, *, longest: int | None = None) -> str:
        """The text under ``key`` without white space around it; empty where there is none."""
        value = self.data.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.drop(key, _("A number; read as text."))
            value = str(value)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.drop(key, _("Not text; left out."))
            return ""
        value = value.strip()
        if longest is not None and len(value) > longest:
            self.drop(key, _("Cut to %(longest)s characters.") % {"longest": longest})
            value = f"{value[: longest - 1]}…"
        return value

    def texts(self, key: str) -> list[str]:
        """The texts in the list under ``key``; a single text is a list of one."""
        value = self.data.get(key)
        if value is None:
            return []
        if isinstance(value, str):
            self.drop(key, _("Not a list; taken as a list of one."))
            value = [value]
        if not isinstance(value, list) or any(not isinstance(item, str) for item in value):
            self.drop(key, _("Not a list of texts; only the texts in it were kept."))
        return [
            item.strip()[:100]
            for item in (value if isinstance(value, list) else [])
            if isinstance(item, str) and item.strip()
        ]

    def yes_no(self, key: str) -> bool | None:
        """True or false; None where nothing is said, which is not false."""
        value = self.data.get(key)
        if value is None or isinstance(value, bool):
            return value
        meant = _YES_NO.get(value.strip().lower()) if isinstance(value, str) else None
        action = _("Read as yes or no.") if meant is not None else _("Not yes or no; left out.")
        self.drop(key, action)
        return meant

    def count(self, key: str, *, most: int) -> int | None:
        """A whole number from 1 to ``most``; None where there is none."""
        value = self.data.get(key)
        if value is None:
            return None
        number = _decimal(value)
        if number is None or number != number.to_integral_value() or not 1 <= number <= most:
            self.drop(key, _("Not a whole number from 1 to %(most)s; left out.") % {"most": most})
            return None
        return int(number)

    def money(self, key: str) -> Money | None:
        """The amount and currency under ``key``; None where either is missing or makes no sense."""
        value = self.child(key)
        stated = value.data.get("amount")
        if stated is None:
            return None
        amount = _decimal(stated)
        if amount is None or not 0 <= amount < LARGEST_AMOUNT:
            value.drop("amount", _("Not an amount of money; left out."))
            return None
        if amount == 0:
            value.drop("amount", _("0 says that no value is stated; left empty."))
            return None
        currency = value.text("currency").upper()
        if not re.fullmatch(r"[A-Z]{3}", currency):
            value.drop("currency", _("No currency of three letters; the amount was left out."))
            return None
        return Money(amount=amount.quantize(Decimal("0.01")), currency=currency)

    def moment(self, key: str) -> datetime | None:
        """The moment under ``key`` in UTC; without an offset it is UK time.

        What is none is left out: a release that states such a thing is refused when it is read
        (``check_dates``), and one that was kept before that rule loses the date alone.
        """
        found = _moment(self.data.get(key))
        if found.is_wrong:
            self.drop(key, f"{found.note} {_('Left out.')}")
        elif found.note:
            self.drop(key, found.note)
        return found.moment

    def check_moment(self, key: str) -> None:
        """Raise ``RefusedReleaseError`` where ``key`` has a value that is no moment."""
        found = _moment(self.data.get(key))
        if found.is_wrong:
            raise RefusedReleaseError(
                path=self.path_of(key), value=self.data[key], reason=found.note
            )

    def local_date(self, key: str) -> date | None:
        """The day of the moment under ``key``, as a calendar in the UK shows it."""
        moment = self.moment(key)
        return None if moment is None else moment.astimezone(UK_TIME).date()


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@dataclass(frozen=True, kw_only=True)
class _Moment:
    """What a text says of a moment, and what had to be assumed or is wrong with it."""

    moment: datetime | None = None
    note: str = ""
    is_wrong: bool = False


def _moment(value: object) -> _Moment:
    if value is None or (isinstance(value, str) and not value.strip()):
        return _Moment()
    if isinstance(value, str) and value.strip().startswith(_NO_DATE):
        return _Moment(note=_("Stands for no date; left empty."))
    try:
        moment, note = _read(value.strip() if isinstance(value, str) else "")
    except ValueError:
        return _Moment(note=_("Not a date and time that exists."), is_wrong=True)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        note = _("The year is not from %(first)s to %(last)s.") % years
        return _Moment(note=note, is_wrong=True)
    return _Moment(moment=moment.astimezone(UTC), note=note)


def _read(text: str) -> tuple[datetime, str]:
    """The moment with its offset, and what had to be assumed; ValueError where it is none."""
    if _DATE.fullmatch(text):
        end_of_day = datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=UK_TIME)
        return end_of_day, _("No time of day; taken as the end of that day in the UK.")
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day, clock, offset = match.groups()
    moment = datetime.fromisoformat(f"{day}T{clock}{(offset or '').upper()}")
    if offset is None:
        return moment.replace(tzinfo=UK_TIME), _("No offset from UTC; taken as UK time.")
    return moment, ""
