"""Rows as CSV (RFC 4180) that spreadsheet programs open without harm, every letter right."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), full-width too."""


class _Echo:
    """A file that hands back what is written to it, so that `csv` can be read line by line."""

    def write(self, line: str) -> str:
        """The line, unkept."""
        return line


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The rows as lines of UTF-8 with a byte order mark, without which Excel misreads accents."""
    writer = csv.writer(_Echo())
    yield BOM_UTF8
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row]).encode()


def csv_download(lines: Iterable[bytes], *, filename: str) -> StreamingHttpResponse:
    """The lines as a file to keep, sent while they are made."""
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def harmless(cell: str) -> str:
    """The cell; before what looks like a formula, an apostrophe tells spreadsheets “this is text”.

    Leading spaces would only hide the sign.
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell


def as_typed(cell: str) -> str:
    """A cell without the apostrophe that `csv_lines` put before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
