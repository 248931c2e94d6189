"""Reads the theme file: parents with children, two levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader, repeated_keys
from portal.practices.models import Theme

FORMAT = "common-practice/themes/1"
LEVELS = 2


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
    files = [(path, read_rows(path, format_name=FORMAT, rows_key="themes")) for path in paths]
    taken = repeated_keys([theme for _path, rows in files for theme in _both_levels(rows)], "slug")
    lower = set(Theme.objects.filter(depth=LEVELS).values_list("slug", flat=True))
    for path, rows in files:
        for number, row in enumerate(rows, 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            parent = _record(reader, parent="", taken=taken)
            records.append(parent)
            children = reader.rows("children")
            if children and parent.slug in lower:
                reader.refuse("children", _("This theme is itself under another one."))
            for child in children:
                records.append(_record(child, parent=parent.slug, taken=taken))
                child.finish()
            reader.finish()
    return records, errors


def _both_levels(rows: list[object]) -> list[object]:
    themes = list(rows)
    for row in rows:
        children = row.get("children") if isinstance(row, dict) else None
        themes += children if isinstance(children, list) else []
    return themes


def _record(reader: RowReader, *, parent: str, taken: set[str]) -> ThemeRecord:
    return ThemeRecord(
        slug=reader.slug("slug", taken=taken),
        name=reader.text("name", max_length=120, required=True),
        description=reader.text("description"),
        parent=parent,
        is_gap=reader.flag("gap"),
    )
