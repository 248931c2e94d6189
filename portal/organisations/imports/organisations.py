"""Reads organisation files: names, forms, sectors, places and dated facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader
from portal.organisations.models import Area, ClientGroup, Sector
from portal.organisations.models.organisation import NameKind, OrganisationKind

FORMAT = "common-practice/organisations/1"


@dataclass(frozen=True, kw_only=True)
class NameRecord:
    """Another name of the organisation."""

    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class FactRecord:
    """A figure or statement with its date and source."""

    label: str
    value: str
    as_of: str
    source: str


@dataclass(frozen=True, kw_only=True)
class OrganisationRecord:
    """Everything an organisation row says; vocabulary entries by slug."""

    fields: dict[str, Any]
    sectors: tuple[str, ...]
    areas: tuple[str, ...]
    client_groups: tuple[str, ...]
    names: tuple[NameRecord, ...]
    facts: tuple[FactRecord, ...]
    members: tuple[str, ...]


def read_organisation_files(
    paths: Sequence[Path], *, at: datetime
) -> tuple[list[OrganisationRecord], list[RowError]]:
    """The good rows of all files, and every error in the others.

    Raises:
        UnreadableFileError: a file as a whole cannot be used.
    """
    errors: list[RowError] = []
    files = [
        (path, read_rows(path, format_name=FORMAT, rows_key="organisations")) for path in paths
    ]
    slugs = [_slug_of(row) for _path, rows in files for row in rows]
    reading = _Reading(slugs=slugs, today=timezone.localdate(at))
    records = []
    for path, rows in files:
        for number, row in enumerate(rows, 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            records.append(reading.record(reader, key=_slug_of(row)))
    return records, errors


def _slug_of(row: object) -> str:
    slug = row.get("slug", "") if isinstance(row, dict) else ""
    return slug if isinstance(slug, str) else ""


class _Reading:
    """The vocabulary that the rows of one import may name."""

    def __init__(self, *, slugs: list[str], today: date) -> None:
        self._slugs = slugs
        self._today = today
        self._sectors = set(Sector.objects.values_list("slug", flat=True))
        self._areas = set(Area.objects.values_list("slug", flat=True))
        self._client_groups = set(ClientGroup.objects.values_list("slug", flat=True))

    def record(self, reader: RowReader, *, key: str) -> OrganisationRecord:
        reader.key = key
        if self._slugs.count(key) > 1:
            reader.refuse("slug", _("Another row has the same short name. Keep one."))
        record = OrganisationRecord(
            fields={
                "slug": reader.text("slug", max_length=100, required=True),
                "name": reader.text("name", max_length=200, required=True),
                "kind": reader.choice("kind", OrganisationKind),
                "legal_form": reader.text("legal_form", max_length=200),
                "description": reader.text("description"),
                "source": reader.text("source", max_length=200),
                "is_example": reader.flag("is_example"),
            },
            sectors=reader.slugs("sectors", self._sectors),
            areas=reader.slugs("areas", self._areas),
            client_groups=reader.slugs("client_groups", self._client_groups),
            names=self._names(reader),
            facts=self._facts(reader),
            members=reader.slugs("network_of", self._slugs),
        )
        reader.finish()
        return record

    def _names(self, reader: RowReader) -> tuple[NameRecord, ...]:
        names = []
        for item in reader.rows("aliases"):
            name = item.text("name", max_length=200, required=True)
            names.append(NameRecord(name=name, kind=item.choice("kind", NameKind)))
            item.finish()
        return tuple(names)

    def _facts(self, reader: RowReader) -> tuple[FactRecord, ...]:
        facts = []
        for item in reader.rows("facts"):
            facts.append(
                FactRecord(
                    label=item.text("label", max_length=120, required=True),
                    value=item.text("value", max_length=300, required=True),
                    as_of=item.partial_date("as_of", latest=self._today),
                    source=item.text("source", max_length=200, required=True),
                )
            )
            item.finish()
        return tuple(facts)
