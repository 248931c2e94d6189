"""Practices in a spreadsheet: one row for each, and a column for each field, however deep it lies.

A list of short names stands in one cell with semicolons between; the first figure's value is in the
column `claims[1].value`, and so on. Empty cells say nothing.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.common.import_files import LARGEST_FILE, UnreadableFileError
from portal.common.spreadsheets import as_typed

LISTS = frozenset(
    {"our_reading", "organisations", "sectors", "areas", "themes", "client_groups", "gains"}
)
FLAGS = frozenset({"our_reading", "featured", "is_example"})
NUMBERS = frozenset({"featured_order"})
FIRST_ROW = 2
"""Number of the first practice's row, as a spreadsheet program counts: the names stand in 1."""
BEYOND = "after the last column"
MOST_IN_A_LIST = 50
_COLUMN = re.compile(r"([a-z_]+)(?:\[([1-9]\d?)\](?:\.([a-z_]+))?)?", re.ASCII)
_TRUE_OR_FALSE = {"true": True, "yes": True, "false": False, "no": False}


def read_csv_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a spreadsheet as those of a JSON file.

    Raises:
        UnreadableFileError: the file is missing, too large, not UTF-8 or no table, or a column has
            a name that cannot be a field's, or one that another column has.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(
                _("%(file)s: the file is over 50 MB. Split it.") % {"file": path.name}
            )
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *lines = csv.reader(file, strict=True)
    except OSError as error:
        raise _unreadable(path, _("the file cannot be opened. Check the name.")) from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, _("the file is not UTF-8 text. Save it as UTF-8.")) from error
    except (ValueError, csv.Error) as error:
        raise _unreadable(path, _("this is not a table with names in its first row.")) from error
    columns = _columns(path, header)
    return [_row(columns, line) for line in lines if any(cell.strip() for cell in line)]


def csv_columns(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Names of the columns that these rows need, in the order in which the fields come."""
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(_flat(row)))
    order = {name: place for place, name in enumerate(dict.fromkeys(map(_field_of, names)))}
    return sorted(names, key=lambda name: (order[_field_of(name)], _place_of(name)))


def csv_cells(row: dict[str, Any], columns: Sequence[str]) -> list[str]:
    """The cells of a row under these columns."""
    flat = _flat(row)
    return [flat.get(name, "") for name in columns]


def _columns(path: Path, header: Sequence[str]) -> list[tuple[str, int, str]]:
    columns = []
    for name in (cell.strip() for cell in header):
        match = _COLUMN.fullmatch(name)
        if match is None or int(match[2] or 1) > MOST_IN_A_LIST:
            raise _unreadable(
                path,
                _("no field is called “%(name)s”. Take the names from the template.")
                % {"name": name[:40]},
            )
        columns.append((match[1], int(match[2] or 0), match[3] or ""))
    whole = {(field, place) for field, place, part in columns if not part}
    in_parts = {(field, place) for field, place, part in columns if part}
    if len(set(columns)) < len(columns) or whole & in_parts:
        raise _unreadable(path, _("two columns have the same name. Keep one."))
    return columns


def _row(columns: Sequence[tuple[str, int, str]], line: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    deep: dict[str, dict[int, Any]] = {}
    for (field, place, part), cell in zip(columns, line, strict=False):
        text = as_typed(cell).strip()
        if not text:
            continue
        if not place:
            row[field] = _value(field, text)
        elif part:
            item = deep.setdefault(field, {}).setdefault(place, {})
            item[part] = _value(part, text, is_deep=True)
        else:
            deep.setdefault(field, {})[place] = text
    if any(cell.strip() for cell in line[len(columns) :]):
        row[BEYOND] = ""  # No field has this name, so the row is refused and nothing is lost.
    return row | {field: [items[place] for place in sorted(items)] for field, items in deep.items()}


def _value(field: str, text: str, *, is_deep: bool = False) -> Any:
    if field in LISTS and not is_deep:
        return [part.strip() for part in text.split(";") if part.strip()]
    if field in FLAGS:
        return _TRUE_OR_FALSE.get(text.casefold(), text)
    if field in NUMBERS:
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text  # noqa: PLR2004 - no longer than a column holds.
    return text


def _flat(row: dict[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for field, value in row.items():
        if field in LISTS:
            cells[field] = "; ".join(value)
        elif isinstance(value, list):
            for place, item in enumerate(value, 1):
                parts = item.items() if isinstance(item, dict) else [("", item)]
                for part, text in parts:
                    name = f"{field}[{place}].{part}" if part else f"{field}[{place}]"
                    cells[name] = _as_text(text)
        else:
            cells[field] = _as_text(value)
    return cells


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _field_of(name: str) -> str:
    return name.partition("[")[0]


def _place_of(name: str) -> int:
    match = _COLUMN.fullmatch(name)
    return int(match[2] or 0) if match else 0


def _unreadable(path: Path, message: str) -> UnreadableFileError:
    return UnreadableFileError(f"{path.name}: {message}")
