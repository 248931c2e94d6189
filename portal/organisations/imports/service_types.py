"""Reads the vocabulary of service types: terms with the CPV code that notices use for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader

FORMAT = "common-practice/service-types/1"
_CPV_CODE = re.compile(r"\d{8}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class ServiceTypeRecord:
    """A kind of service; ``cpv_code`` has eight digits, without the check digit."""

    slug: str
    name: str
    description: str
    cpv_code: str
    is_regulated: bool


def read_service_type_files(
    paths: Sequence[Path],
) -> tuple[list[ServiceTypeRecord], list[RowError]]:
    """All service types of the files, and every error in the others.

    Raises:
        UnreadableFileError: a file as a whole cannot be used.
    """
    errors: list[RowError] = []
    records = []
    for path in paths:
        rows = read_rows(path, format_name=FORMAT, rows_key="service_types")
        for number, row in enumerate(rows, 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            records.append(_record(reader))
            reader.finish()
    return records, errors


def _record(reader: RowReader) -> ServiceTypeRecord:
    record = ServiceTypeRecord(
        slug=reader.text("slug", max_length=80, required=True),
        name=reader.text("name", max_length=120, required=True),
        description=reader.text("description"),
        cpv_code=reader.text("cpv_code", required=True),
        is_regulated=reader.flag("is_regulated"),
    )
    if record.cpv_code and not _CPV_CODE.fullmatch(record.cpv_code):
        reader.refuse("cpv_code", _("A CPV code has eight digits, without the check digit."))
    return record
