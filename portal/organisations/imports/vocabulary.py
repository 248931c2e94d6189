"""Reads vocabulary files: lists of terms with slug, name and meaning, and the tree of areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader, repeated_keys
from portal.organisations.models.vocabulary import Area, AreaKind


@dataclass(frozen=True, kw_only=True)
class TermRecord:
    """An entry of a flat vocabulary."""

    slug: str
    name: str
    description: str


@dataclass(frozen=True, kw_only=True)
class AreaRecord:
    """A place; ``parent`` is the slug of a known or earlier place, or empty for a root."""

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
    rows = _numbered_rows(paths, format_name=f"common-practice/{name}/1", rows_key=_key(name))
    taken = repeated_keys([row for _file, _number, row in rows], "slug")
    records = []
    for file, number, row in rows:
        reader = RowReader(row, file=file, number=number, errors=errors)
        records.append(
            TermRecord(
                slug=reader.slug("slug", taken=taken),
                name=reader.text("name", max_length=120, required=True),
                description=reader.text("description"),
            )
        )
        reader.finish()
    return records, errors


def read_area_files(paths: Sequence[Path]) -> tuple[list[AreaRecord], list[RowError]]:
    """All places, each parent before its children or in the portal already.

    Raises:
        UnreadableFileError: a file as a whole cannot be used.
    """
    errors: list[RowError] = []
    records: list[AreaRecord] = []
    rows = _numbered_rows(paths, format_name="common-practice/areas/1", rows_key="areas")
    taken = repeated_keys([row for _file, _number, row in rows], "slug")
    known = set(Area.objects.values_list("slug", flat=True))
    for file, number, row in rows:
        reader = RowReader(row, file=file, number=number, errors=errors)
        records.append(_area(reader, known=known, taken=taken))
        reader.finish()
        known.add(records[-1].slug)
    return records, errors


def _numbered_rows(
    paths: Sequence[Path], *, format_name: str, rows_key: str
) -> list[tuple[str, int, object]]:
    """File name, place in that file counted from 1, and the row, of all files together."""
    return [
        (path.name, number, row)
        for path in paths
        for number, row in enumerate(read_rows(path, format_name=format_name, rows_key=rows_key), 1)
    ]


def _key(name: str) -> str:
    return name.replace("-", "_")


def _area(reader: RowReader, *, known: set[str], taken: set[str]) -> AreaRecord:
    parent = reader.text("parent", max_length=80)
    if parent and parent not in known:
        reader.refuse(
            "parent",
            _("“%(parent)s” does not stand above this row. Put it there.") % {"parent": parent},
        )
    return AreaRecord(
        slug=reader.slug("slug", taken=taken),
        name=reader.text("name", max_length=120, required=True),
        kind=reader.choice("kind", AreaKind),
        parent=parent,
        note=reader.text("note"),
        gss_code=reader.text("gss_code", max_length=9),
    )
