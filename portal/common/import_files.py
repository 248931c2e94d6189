"""Reads import files: JSON with a named format, checked before anything looks inside."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

LARGEST_FILE = 50 * 1024 * 1024  # bytes


class UnreadableFileError(Exception):
    """The file as a whole cannot be used; the message names the file and what to do."""


@dataclass(frozen=True, kw_only=True)
class RowError:
    """One thing wrong in one row: which file, which row (counted from 1), which field, and what to
    do.
    """

    file: str
    row: int
    key: str
    field: str
    message: str

    def __str__(self) -> str:
        key = f" ({self.key})" if self.key else ""
        return _printable(f"{self.file}: row {self.row}{key}: {self.field}: {self.message}")


@dataclass(frozen=True, kw_only=True)
class ImportCounts:
    """How many rows an import wrote, and how many stood there already."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "ImportCounts") -> "ImportCounts":
        return ImportCounts(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
        )


def counts_of(outcomes: Iterable[str]) -> ImportCounts:
    """Count outcomes, each “created”, “updated” or “unchanged”."""
    listed = list(outcomes)
    return ImportCounts(
        created=listed.count("created"),
        updated=listed.count("updated"),
        unchanged=listed.count("unchanged"),
    )


def read_rows(path: Path, *, format_name: str, rows_key: str) -> list[Any]:
    """The list under ``rows_key`` of a JSON file whose ``format`` is ``format_name``.

    Raises:
        UnreadableFileError: the file is missing, too large, not UTF-8, not JSON, holds a key twice
            or a number that is not one, or is of another format.
    """
    document = _parsed(path)
    if not isinstance(document, dict) or document.get("format") != format_name:
        raise UnreadableFileError(
            _("%(file)s: this file is not of the format “%(format)s”. Choose another.")
            % {"file": path.name, "format": format_name}
        )
    rows = document.get(rows_key)
    if not isinstance(rows, list):
        raise UnreadableFileError(
            _("%(file)s: there is no list called “%(key)s”. Add one, even if it is empty.")
            % {"file": path.name, "key": rows_key}
        )
    return rows


def _parsed(path: Path) -> object:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(
                _("%(file)s: the file is over 50 MB. Split it.") % {"file": path.name}
            )
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=_single_keys, parse_constant=_no_constants)
    except OSError as error:
        raise UnreadableFileError(
            _("%(file)s: the file cannot be opened. Check the name.") % {"file": path.name}
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("%(file)s: the file is not UTF-8 text. Save it as UTF-8.") % {"file": path.name}
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            _("%(file)s: this is not valid JSON: %(error)s.") % {"file": path.name, "error": error}
        ) from error


def _single_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        # json keeps the last of two equal keys without a word; the first would be lost.
        raise ValueError(f"the key “{twice}” stands twice in one object")
    return found


def _no_constants(text: str) -> object:
    raise ValueError(f"{text} is not a number in JSON")


def _printable(text: str) -> str:
    # A file must not be able to move the operator's cursor or clear the screen through its errors.
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )
