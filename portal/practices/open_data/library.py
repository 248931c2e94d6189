"""The whole public library as a file that another portal can import."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from portal.common.spreadsheets import csv_lines
from portal.practices.imports.csv_rows import LISTS, csv_cells, csv_columns
from portal.practices.imports.reading import FORMAT
from portal.practices.models import PracticePage
from portal.practices.open_data.rows import practice_row, with_rows
from portal.practices.open_data.schema import practice_schema

CHUNK = 200
"""Practices that are held at once."""
TERMS = (
    "Each practice has a licence of its own; where it is empty, ask the organisation before you "
    "publish it elsewhere."
)


def library_rows() -> Iterator[dict[str, Any]]:
    """A row for each practice that is offered to everybody, in the order in which they came."""
    offered = PracticePage.objects.offered()
    visible = set(offered.values_list("pk", flat=True))
    for practice in with_rows(offered.order_by("pk")).iterator(chunk_size=CHUNK):
        yield practice_row(practice, is_visible=visible.__contains__)


def library_json(*, site_url: str, at: datetime) -> Iterator[str]:
    """The library as pieces of one JSON file of the import's format."""
    head = {"format": FORMAT, "licence": TERMS, "exported_at": at.isoformat(), "source": site_url}
    yield json.dumps(head)[:-1] + ', "practices": ['
    for number, row in enumerate(library_rows()):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def library_csv() -> Iterator[bytes]:
    """The library as lines of a spreadsheet that the import reads.

    Reads the library twice: the columns depend on how many figures the fullest practice has.
    """
    columns = csv_columns(library_rows())
    yield from csv_lines([columns])
    for number, line in enumerate(csv_lines(csv_cells(row, columns) for row in library_rows())):
        if number:  # The first piece is a byte order mark, which stands at the head already.
            yield line


def template_columns() -> list[str]:
    """Names of all columns, with those of the first of each list."""
    example: dict[str, Any] = {}
    for name, shape in practice_schema()["properties"].items():
        inside = shape.get("items", {})
        if name in LISTS or not inside:
            example[name] = [] if name in LISTS else ""
        else:
            parts = inside.get("properties")
            example[name] = [dict.fromkeys(parts, "") if parts else ""]
    return csv_columns([example])
