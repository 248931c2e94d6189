"""Reads the theme file: parents with children, two levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader

FORMAT = "common-practice/themes/1"


@dataclass(frozen=True, kw_only=True)
class ThemeRecord:
    """A theme; ``parent`` is empty for the upper level."""

    slug: str
    name: str
    description: str
    parent: str
    is_gap: bool


def read_theme_files(paths: Sequence[Path]) -> tuple[list[ThemeRecord], list[RowError]]:
    """All themes, each parent before its children.

    Raises:
        UnreadableFileError: a file as a whole cannot be used.
    """
    errors: list[RowError] = []
    records: list[ThemeRecord] = []
    for path in paths:
        for number, row in enumerate(read_rows(path, format_name=FORMAT, rows_key="themes"), 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            parent = _record(reader, parent="")
            records.append(parent)
            for child in reader.rows("children"):
                records.append(_record(child, parent=parent.slug))
                child.finish()
            reader.finish()
    return records, errors


def _record(reader: RowReader, *, parent: str) -> ThemeRecord:
    return ThemeRecord(
        slug=reader.text("slug", max_length=80, required=True),
        name=reader.text("name", max_length=120, required=True),
        description=reader.text("description"),
        parent=parent,
        is_gap=reader.flag("gap"),
    )
