"""Reads organisation files: names, forms, sectors, places and dated facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.common.import_files import RowError, read_rows
from portal.common.rows import RowReader, key_of, repeated_keys
from portal.organisations.identifiers import (
    IdentifierScheme,
    NotAnIdentifierError,
    standard_form,
)
from portal.organisations.models import (
    Area,
    ClientGroup,
    Organisation,
    OrganisationIdentifier,
    Sector,
)
from portal.organisations.models.organisation import NameKind, OrganisationKind

FORMAT = "common-practice/organisations/1"
LONGEST_NUMBER = 40


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
class IdentifierRecord:
    """A number in a public register, in its standard form, with the day it was said."""

    scheme: IdentifierScheme
    number: str
    declared_date: date


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
    identifiers: tuple[IdentifierRecord, ...] = ()


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
    reading = _Reading([row for _path, rows in files for row in rows], timezone.localdate(at))
    records = []
    for path, rows in files:
        for number, row in enumerate(rows, 1):
            reader = RowReader(row, file=path.name, number=number, errors=errors)
            reader.key = key_of(row, "slug")
            records.append(reading.record(reader))
    return records, errors


class _Reading:
    """What the rows of one import may name, and what they may not repeat."""

    def __init__(self, rows: list[object], today: date) -> None:
        self._today = today
        self._repeated_slugs = repeated_keys(rows, "slug")
        self._repeated_names = repeated_keys(rows, "name")
        self._slug_by_name = dict(Organisation.objects.values_list("name", "slug"))
        self._slugs = {key_of(row, "slug") for row in rows} | set(self._slug_by_name.values())
        self._sectors = set(Sector.objects.values_list("slug", flat=True))
        self._areas = set(Area.objects.values_list("slug", flat=True))
        self._holders = {
            (scheme, number): holder
            for scheme, number, holder in OrganisationIdentifier.objects.values_list(
                "scheme", "number", "organisation__slug"
            )
        }
        self._client_groups = set(ClientGroup.objects.values_list("slug", flat=True))

    def record(self, reader: RowReader) -> OrganisationRecord:
        slug = reader.slug("slug", max_length=100, taken=self._repeated_slugs)
        is_example = reader.flag("is_example")
        record = OrganisationRecord(
            fields={
                "slug": slug,
                "name": self._name(reader, slug),
                "kind": reader.choice("kind", OrganisationKind),
                "legal_form": reader.text("legal_form", max_length=200),
                "description": reader.text("description"),
                "source": reader.text("source", max_length=200),
                "is_example": is_example,
            },
            sectors=reader.slugs("sectors", self._sectors),
            areas=reader.slugs("areas", self._areas),
            client_groups=reader.slugs("client_groups", self._client_groups),
            names=self._names(reader),
            facts=self._facts(reader),
            members=self._members(reader, slug),
            identifiers=self._identifiers(reader, slug, is_example=is_example),
        )
        reader.finish()
        return record

    def _name(self, reader: RowReader, slug: str) -> str:
        name = reader.text("name", max_length=200, required=True)
        if name in self._repeated_names:
            reader.refuse("name", _("Another row has the same name. Keep one."))
        elif self._slug_by_name.get(name, slug) != slug:
            reader.refuse(
                "name",
                _("The organisation “%(slug)s” has this name already.")
                % {"slug": self._slug_by_name[name]},
            )
        return name

    def _members(self, reader: RowReader, slug: str) -> tuple[str, ...]:
        members = reader.slugs("network_of", self._slugs)
        if slug and slug in members:
            reader.refuse("network_of", _("A network cannot be a member of itself."))
        return members

    def _names(self, reader: RowReader) -> tuple[NameRecord, ...]:
        names = []
        for item in reader.rows("aliases"):
            name = item.text("name", max_length=200, required=True)
            names.append(NameRecord(name=name, kind=item.choice("kind", NameKind)))
            item.finish()
        reader.refuse_repeats(
            "aliases", [record.name for record in names], _("One name is here twice. Keep one.")
        )
        return tuple(names)

    def _identifiers(
        self, reader: RowReader, slug: str, *, is_example: bool
    ) -> tuple[IdentifierRecord, ...]:
        records = [
            self._identifier(item, slug, is_example=is_example)
            for item in reader.rows("identifiers")
        ]
        found = tuple(record for record in records if record)
        reader.refuse_repeats(
            "identifiers",
            [record.scheme for record in found],
            _("One register is here twice. Keep one number."),
        )
        return found

    def _identifier(
        self, item: RowReader, slug: str, *, is_example: bool
    ) -> IdentifierRecord | None:
        scheme = item.choice("scheme", IdentifierScheme)
        typed = item.text("id", max_length=LONGEST_NUMBER, required=True)
        item.finish()
        if not scheme or not typed:
            return None
        try:
            number = standard_form(IdentifierScheme(scheme), typed, is_example=is_example)
        except NotAnIdentifierError as error:
            item.refuse("id", error.message)
            return None
        holder = self._holders.setdefault((scheme, number), slug)
        if holder != slug:
            item.refuse(
                "id", _("The organisation “%(slug)s” has this number already.") % {"slug": holder}
            )
        return IdentifierRecord(
            scheme=IdentifierScheme(scheme), number=number, declared_date=self._today
        )

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
        reader.refuse_repeats(
            "facts",
            [(fact.label, fact.as_of) for fact in facts],
            _("Two facts have the same label and date. Keep one, or say what parts them."),
        )
        return tuple(facts)
