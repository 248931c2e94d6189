"""Reads the fields of one import row with their types, and remembers everything that is wrong with
it.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import models
from django.utils.translation import gettext as _

from portal.common.import_files import RowError
from portal.common.partial_dates import first_day, validate_partial_date
from portal.common.plain_text import printable

Row = dict[str, Any]


class RowReader:
    """Typed reads of one row; a bad field adds an error and reads as empty, so the rest is still
    checked.
    """

    def __init__(self, row: object, *, file: str, number: int, errors: list[RowError]) -> None:
        self._row: Row = row if isinstance(row, dict) else {}
        self._file = file
        self._number = number
        self._errors = errors
        self._read: set[str] = set()
        self.key = ""
        if not isinstance(row, dict):
            self.refuse("row", _("This is not an object with named fields."))

    def refuse(self, field: str, message: str) -> None:
        """Remember one error in this row."""
        self._errors.append(
            RowError(file=self._file, row=self._number, key=self.key, field=field, message=message)
        )

    def text(self, field: str, *, max_length: int = 5_000, required: bool = False) -> str:
        """A text that a database can store, stripped; empty when absent."""
        return self._checked_text(
            field, self._value(field, ""), max_length=max_length, required=required
        )

    def slug(self, field: str, *, max_length: int = 80, taken: Collection[str] = ()) -> str:
        """A short name for addresses, needed and in none of the ``taken`` ones."""
        value = self.text(field, max_length=max_length, required=True)
        if value and not slug_re.fullmatch(value):
            self.refuse(field, _("Write letters, numbers and hyphens only, such as home-care."))
        if value in taken:
            self.refuse(field, _("Another row has the same short name. Keep one."))
        return value

    def flag(self, field: str) -> bool:
        """True or false; false when absent."""
        value = self._value(field, default=False)
        if not isinstance(value, bool):
            self.refuse(field, _("Write true or false."))
            return False
        return value

    def number(self, field: str) -> int | None:
        """A whole number from 0; None when absent."""
        value = self._value(field, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.refuse(field, _("Write a whole number."))
            return None
        return value

    def choice(
        self, field: str, choices: type[models.TextChoices], *, required: bool = True
    ) -> str:
        """One of the values of a closed list."""
        value = self.text(field, required=required)
        if value and value not in choices.values:
            self.refuse(
                field,
                _("“%(value)s” is not one of: %(known)s.")
                % {"value": value, "known": ", ".join(choices.values)},
            )
            return ""
        return value

    def choice_or(self, field: str, default: models.TextChoices) -> str:
        """One of the values of the list that ``default`` is of; ``default`` when absent."""
        return self.choice(field, type(default), required=False) or default.value

    def slugs(
        self, field: str, known: Collection[str], *, required: bool = False
    ) -> tuple[str, ...]:
        """Entries of a vocabulary, each once, in the order given."""
        values = self._strings(field)
        if required and not values:
            self.refuse(field, _("Name at least one."))
        for value in values:
            if value not in known:
                self.refuse(
                    field,
                    _("“%(value)s” is not known. Check the spelling or add it to the vocabulary.")
                    % {"value": value},
                )
        return tuple(dict.fromkeys(value for value in values if value in known))

    def texts(self, field: str, *, max_length: int) -> tuple[str, ...]:
        """A list of texts, none of them empty; an error names the place in the list."""
        return tuple(
            self._checked_text(f"{field}[{place}]", value, max_length=max_length, required=True)
            for place, value in enumerate(self._strings(field), 1)
        )

    def refuse_repeats(self, field: str, values: Iterable[object], message: str) -> None:
        """One error for a list in this row that holds the same thing twice."""
        if any(times > 1 for times in Counter(values).values()):
            self.refuse(field, message)

    def partial_date(self, field: str, *, latest: date | None = None) -> str:
        """A year, month or day from 1900 that is not after ``latest``; empty when absent."""
        value = self.text(field)
        if not value:
            return ""
        try:
            validate_partial_date(value)
        except ValidationError as error:
            self.refuse(field, error.messages[0])
            return ""
        if latest is not None and first_day(value) > latest:
            self.refuse(field, _("“%(value)s” is in the future.") % {"value": value})
            return ""
        return value

    def rows(self, field: str) -> list["RowReader"]:
        """The rows of a list inside this row; their errors name the field and the place in the
        list.
        """
        value = self._value(field, [])
        if not isinstance(value, list):
            self.refuse(field, _("Write a list here, even if it is empty."))
            return []
        return [_NestedReader(self, field, place, item) for place, item in enumerate(value, 1)]

    def finish(self) -> None:
        """Refuse every field that nobody asked for: most often a slip in a name."""
        for field in sorted(set(self._row) - self._read):
            self.refuse(field, _("There is no field of this name. Check the spelling."))

    def _checked_text(self, field: str, value: object, *, max_length: int, required: bool) -> str:
        if not isinstance(value, str) or not _can_be_stored(value):
            self.refuse(field, _("Write text here."))
            return ""
        text = value.strip()
        try:
            printable(text)
        except ValidationError as error:
            self.refuse(field, error.messages[0])
        if required and not text:
            self.refuse(field, _("This field is empty. Fill it in."))
        if len(text) > max_length:
            self.refuse(
                field, _("This is longer than %(n)s characters. Shorten it.") % {"n": max_length}
            )
        return text

    def _value(self, field: str, default: object) -> object:
        self._read.add(field)
        return self._row.get(field, default)

    def _strings(self, field: str) -> list[str]:
        value = self._value(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.refuse(field, _("Write a list of texts here, even if it is empty."))
            return []
        return value


def key_of(row: object, field: str) -> str:
    """The text in one field of a row that is not checked yet; empty where there is none."""
    value = row.get(field, "") if isinstance(row, dict) else ""
    return value.strip() if isinstance(value, str) else ""


def repeated_keys(rows: Iterable[object], field: str) -> set[str]:
    """The keys that more than one row has; an empty key is missing, not repeated."""
    counted = Counter(key_of(row, field) for row in rows)
    return {key for key, times in counted.items() if key and times > 1}


def _can_be_stored(text: str) -> bool:
    # PostgreSQL stores no null byte, and half of a surrogate pair cannot be written as UTF-8.
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


class _NestedReader(RowReader):
    """A row inside a row: it reports through its parent, under the parent's row number."""

    def __init__(self, parent: RowReader, field: str, place: int, row: object) -> None:
        self._parent = parent
        self._path = f"{field}[{place}]"
        super().__init__(row, file=parent._file, number=parent._number, errors=parent._errors)

    def refuse(self, field: str, message: str) -> None:
        self._parent.refuse(f"{self._path}.{field}", message)
