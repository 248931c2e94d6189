"""From the rows of a practice file to records, with an error for every field that is wrong."""

import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader, key_of, repeated_keys
from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.descent import first_circle
from portal.practices.enums import CostBand, EvidenceBasis, KindOfChange, Manual, Stage
from portal.practices.imports.csv_rows import FIRST_ROW, read_csv_rows
from portal.practices.imports.details import (
    read_claims,
    read_findings,
    read_links,
    read_sources,
    read_web_address,
)
from portal.practices.imports.records import PracticeRecord
from portal.practices.models import Beneficiary, PracticePage, Theme
from portal.practices.models.practice import NARRATIVE_FIELDS
from portal.practices.selectors.adaptations import adaptations_by_reference

FORMAT = "common-practice/practices/1"
REFERENCE = re.compile(r"[A-Z]{1,4}\d{1,6}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The slugs and references that rows may name."""

    organisations: Collection[str]
    sectors: Collection[str]
    areas: Collection[str]
    themes: Collection[str]
    client_groups: Collection[str]
    gains: Collection[str]
    references: Collection[str]


def read_practice_files(
    paths: Sequence[Path], *, at: datetime
) -> tuple[list[PracticeRecord], list[RowError]]:
    """The good rows of all files, and every error in the others; links may cross files.

    Raises:
        UnreadableFileError: a file as a whole cannot be used.
    """
    files = [(path, _rows_of(path)) for path in paths]
    all_rows = [row for _path, rows in files for row in rows]
    repeated = repeated_keys(all_rows, "reference")
    vocabulary = _vocabulary(references={key_of(row, "reference") for row in all_rows})
    today = timezone.localdate(at)
    errors: list[RowError] = []
    read: list[tuple[RowReader, PracticeRecord]] = []
    for path, rows in files:
        for number, row in enumerate(rows, FIRST_ROW if _is_table(path) else 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            reader.key = key_of(row, "reference")
            if reader.key in repeated:
                reader.refuse("reference", _("Another row has the same reference. Keep one."))
            read.append((reader, _record(reader, row, vocabulary, today)))
    _refuse_circles(read)
    return [record for _reader, record in read], errors


def _rows_of(path: Path) -> list[Any]:
    if _is_table(path):
        return list(read_csv_rows(path))
    return read_rows(path, format_name=FORMAT, rows_key="practices")


def _is_table(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


def _refuse_circles(read: Sequence[tuple[RowReader, PracticeRecord]]) -> None:
    parents = adaptations_by_reference()
    parents |= {record.reference: record.adapted_from for _reader, record in read}
    circle = first_circle(parents)
    for reader, record in read:
        if circle and record.reference == circle:
            reader.refuse(
                "links",
                _("This adaptation runs in a circle back to itself. Take one of its links away."),
            )


def _vocabulary(*, references: Collection[str]) -> Vocabulary:
    known = PracticePage.objects.exclude(reference="").values_list("reference", flat=True)
    return Vocabulary(
        organisations=set(Organisation.objects.values_list("slug", flat=True)),
        sectors=set(Sector.objects.values_list("slug", flat=True)),
        areas=set(Area.objects.values_list("slug", flat=True)),
        themes=set(Theme.objects.values_list("slug", flat=True)),
        client_groups=set(ClientGroup.objects.values_list("slug", flat=True)),
        gains=set(Beneficiary.objects.values_list("slug", flat=True)),
        references={*known, *references},
    )


def _record(reader: RowReader, row: Any, vocabulary: Vocabulary, today: date) -> PracticeRecord:
    record = PracticeRecord(
        reference=_reference(reader),
        fields=_fields(reader, today),
        our_reading=reader.slugs("our_reading", NARRATIVE_FIELDS),
        organisations=reader.slugs("organisations", vocabulary.organisations),
        sectors=reader.slugs("sectors", vocabulary.sectors),
        areas=reader.slugs("areas", vocabulary.areas),
        # Without a theme nobody would find the practice.
        themes=reader.slugs("themes", vocabulary.themes, required=True),
        client_groups=reader.slugs("client_groups", vocabulary.client_groups),
        gains=reader.slugs("gains", vocabulary.gains),
        claims=read_claims(reader, today),
        findings=read_findings(reader),
        sources=read_sources(reader),
        links=read_links(reader, vocabulary.references),
        featured_order=_featured_order(reader),
        is_example=reader.flag("is_example"),
        sha256=hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest(),
    )
    reader.finish()
    return record


def _featured_order(reader: RowReader) -> int | None:
    order, is_featured = reader.number("featured_order"), reader.flag("featured")
    return order if is_featured else None


def _reference(reader: RowReader) -> str:
    reference = reader.text("reference", max_length=20, required=True)
    if reference and not REFERENCE.fullmatch(reference):
        reader.refuse("reference", _("Write capital letters and a number, such as P01."))
    return reference


def _fields(reader: RowReader, today: date) -> dict[str, str]:
    return {
        "title": reader.text("title", max_length=200, required=True),
        "summary": reader.text("summary", max_length=250, required=True),
        "stage": reader.choice("stage", Stage),
        "stage_as_stated": reader.text("stage_as_stated", max_length=120),
        "evidence_basis": reader.choice("evidence", EvidenceBasis),
        "manual": reader.choice_or("manual", Manual.NOT_STATED),
        "kind_of_change": reader.choice("kind_of_change", KindOfChange, required=False),
        "cost_band": reader.choice("cost_band", CostBand, required=False)
        or CostBand.NOT_STATED.value,
        "easy_read_url": read_web_address(reader, "easy_read_url"),
        "started": reader.partial_date("started", latest=today),
        "as_of": reader.partial_date("as_of", latest=today),
        **{name: reader.text(name) for name in (*NARRATIVE_FIELDS, "cost_and_staff_time")},
        "licence": reader.text("licence", max_length=120),
    }
