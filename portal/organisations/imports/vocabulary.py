"""Reads vocabulary files: lists of terms with slug, name and meaning, and the tree of areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader
from portal.organisations.models.vocabulary import AreaKind


@dataclass(frozen=True, kw_only=True)
class TermRecord:
    """An entry of a flat vocabulary."""

    slug: str
    name: str
    description: str


@dataclass(frozen=True, kw_only=True)
class AreaRecord:
    """A place; ``parent`` is the slug of a place earlier in the file, or empty for a root."""

    slug: str
    name: str
    kind: str
    parent: str
    note: str
    gss_code: str


def read_term_files(paths: Sequence[Path], *, name: str) -> tuple[list[TermRecord], list[RowError]]:
    """All terms of the vocabulary called ``name``, such as “sectors”.

    Raises:
        UnreadableFileError: a file as a whole cannot be used.
    """
    errors: list[RowError] = []
    records = []
    format_name = f"common-practice/{name}/1"
    for path in paths:
        rows = read_rows(path, format_name=format_name, rows_key=name.replace("-", "_"))
        for number, row in enumerate(rows, 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            records.append(
                TermRecord(
                    slug=reader.text("slug", max_length=80, required=True),
                    name=reader.text("name", max_length=120, required=True),
                    description=reader.text("description"),
                )
            )
            reader.finish()
    return records, errors


def read_area_files(paths: Sequence[Path]) -> tuple[list[AreaRecord], list[RowError]]:
    """All places, each parent before its children.

    Raises:
        UnreadableFileError: a file as a whole cannot be used.
    """
    errors: list[RowError] = []
    records: list[AreaRecord] = []
    for path in paths:
        rows = read_rows(path, format_name="common-practice/areas/1", rows_key="areas")
        for number, row in enumerate(rows, 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            records.append(_area(reader, known={record.slug for record in records}))
            reader.finish()
    return records, errors


def _area(reader: RowReader, *, known: set[str]) -> AreaRecord:
    parent = reader.text("parent", max_length=80)
    if parent and parent not in known:
        reader.refuse("parent", f"“{parent}” does not stand above this row. Put it there.")
    return AreaRecord(
        slug=reader.text("slug", max_length=80, required=True),
        name=reader.text("name", max_length=120, required=True),
        kind=reader.choice("kind", AreaKind),
        parent=parent,
        note=reader.text("note"),
        gss_code=reader.text("gss_code", max_length=9),
    )
