"""Reads the lists inside a practice row: claims, findings, sources and links."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from portal.common.rows import RowReader
from portal.practices.enums import (
    Addressee,
    Comparison,
    Effect,
    FindingKind,
    LinkKind,
    MeasuredBy,
    Method,
    Replication,
    SourceDocument,
)
from portal.practices.imports.records import ClaimRecord, FindingRecord, LinkRecord, SourceRecord
from portal.practices.possible_figures import refuse_impossible


def read_claims(reader: RowReader, today: date) -> tuple[ClaimRecord, ...]:
    """The row's figures, each with its own date."""
    claims = []
    for item in reader.rows("claims"):
        value = item.text("value", max_length=60, required=True)
        unit = item.text("unit", max_length=60)
        try:
            refuse_impossible(value, unit)
        except ValidationError as error:
            item.refuse("value", error.messages[0])
        claims.append(
            ClaimRecord(
                value=value,
                unit=unit,
                what_changed=item.text("what_changed", max_length=250, required=True),
                period=item.text("period", max_length=120),
                as_of=item.partial_date("as_of", latest=today),
                measured_by=item.choice("measured_by", MeasuredBy),
                effect=item.choice_or("effect", Effect.NOT_STATED),
                method=item.choice_or("method", Method.NOT_STATED),
                comparison=item.choice_or("comparison", Comparison.NOT_STATED),
                replication=item.choice_or("replication", Replication.NOT_STATED),
                caution=item.text("caution", max_length=300),
            )
        )
        item.finish()
    return tuple(claims)


def read_findings(reader: RowReader) -> tuple[FindingRecord, ...]:
    """Barriers, enablers and wants; a want is a bare text and a message to anyone."""
    findings = []
    for field, kind in (("barriers", FindingKind.BARRIER), ("enablers", FindingKind.ENABLER)):
        for item in reader.rows(field):
            findings.append(
                FindingRecord(
                    kind=kind.value,
                    text=item.text("text", max_length=400, required=True),
                    addressee=item.choice("addressee", Addressee),
                )
            )
            item.finish()
    wants = [
        FindingRecord(kind=FindingKind.WANT.value, text=text, addressee=Addressee.ANYONE.value)
        for text in reader.texts("wants", max_length=400)
    ]
    return (*findings, *wants)


def read_sources(reader: RowReader) -> tuple[SourceRecord, ...]:
    """Where the practice is described."""
    sources = []
    for item in reader.rows("sources"):
        sources.append(
            SourceRecord(
                document=item.choice("document", SourceDocument),
                section=item.text("section", max_length=120),
                part=item.text("part", max_length=200),
                url=read_web_address(item, "url"),
            )
        )
        item.finish()
    return tuple(sources)


def read_web_address(reader: RowReader, field: str) -> str:
    """A link that a browser opens as a page; empty when absent."""
    address = reader.text(field, max_length=200)
    try:
        URLValidator(schemes=["http", "https"])(address or "https://example.org")
    except ValidationError:
        reader.refuse(field, _("Write a whole web address that begins with https://."))
        return ""
    return address


def read_links(reader: RowReader, references: Collection[str]) -> tuple[LinkRecord, ...]:
    """Relations to practices of the same import or of the library."""
    links = []
    for item in reader.rows("links"):
        to = item.text("to", max_length=20, required=True)
        if to and to not in references:
            item.refuse("to", _("There is no practice “%(to)s”.") % {"to": to})
        if to and to == reader.key:
            item.refuse("to", _("A practice cannot link to itself."))
        links.append(
            LinkRecord(
                to=to,
                kind=item.choice("kind", LinkKind),
                what_changed=item.text("what_changed"),
                why=item.text("why"),
                is_our_reading=item.flag("our_reading"),
            )
        )
        item.finish()
    reader.refuse_repeats(
        "links",
        [(link.to, link.kind) for link in links],
        _("Two links of one kind lead to the same practice. Keep one."),
    )
    return tuple(links)
