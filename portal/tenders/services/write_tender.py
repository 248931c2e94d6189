"""Writes one release and brings its tender up to date with all releases of the ocid."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.tenders.models import Release, Tender, TenderParty
from portal.tenders.ocds.areas import mapped_slugs
from portal.tenders.ocds.compiling import compiled_release
from portal.tenders.ocds.documents import ReadRelease
from portal.tenders.ocds.facts import TenderFacts
from portal.tenders.ocds.findings import Findings, RefusedReleaseError
from portal.tenders.ocds.identity import Identity
from portal.tenders.ocds.procurements import newest_procurement
from portal.tenders.ocds.reading import tender_facts
from portal.tenders.ocds.sanitising import parsed_release
from portal.tenders.ocds.values import Node
from portal.tenders.services.known_areas import KnownAreas
from portal.tenders.services.write_lots import money_columns, write_lots
from portal.tenders.signals import tender_changed

_NOT_COLUMNS = {"ocid", "value", "terms", "care", "lots", "parties"}


@dataclass(frozen=True, kw_only=True)
class Written:
    """A release in the database, its tender, and what became of the tender."""

    release: Release
    tender: Tender
    outcome: str


def write_release(read: ReadRelease, *, findings: Findings, at: datetime) -> Written:
    """Store the release if it is new, and the facts of its tender if they changed.

    The caller holds the transaction. The facts do not depend on the order in which the releases of
    one ocid arrive, and they are read anew each time, so that a better table of places or words
    reaches old notices too.

    Raises:
        RefusedReleaseError: it does not fit with the other releases of its ocid.
    """
    tender = Tender.objects.select_for_update().filter(ocid=read.identity.ocid).first()
    is_new = tender is None
    tender = tender or Tender(ocid=read.identity.ocid)
    stored = [] if is_new else list(tender.releases.all())
    known = next((row for row in stored if row.sha256 == read.identity.sha256), None)
    _note_same_id(read, stored, known, findings)
    facts = _facts(read, stored, tender, findings)
    areas = KnownAreas()
    digest = _digest(facts, areas)
    has_changed = tender.facts_sha256 != digest
    if has_changed:
        _write_facts(tender, facts, areas, digest=digest, at=at)
    release = known or _store(read, tender, at)
    if has_changed:
        tender_changed.send(Tender, tender=tender, is_new=is_new, at=at)
    has_changed = has_changed or known is None
    outcome = "created" if is_new else "updated" if has_changed else "unchanged"
    return Written(release=release, tender=tender, outcome=outcome)


def _note_same_id(
    read: ReadRelease, stored: Sequence[Release], known: Release | None, findings: Findings
) -> None:
    """Note that an earlier import had another release with this id; the same each time."""
    release_id = read.identity.release_id
    if any(
        row.release_id == release_id and (known is None or row.pk < known.pk)
        for row in stored
        if row is not known
    ):
        findings.repaired(
            "id",
            release_id,
            _("Another release of this ocid has this id; both are kept, the latest date counts."),
        )


def _facts(
    read: ReadRelease, stored: Sequence[Release], tender: Tender, findings: Findings
) -> TenderFacts:
    others = [row for row in stored if row.sha256 != read.identity.sha256]
    releases = [
        (_identity(row, tender.ocid), data)
        for row in others
        if (data := _stored_data(row, findings)) is not None
    ]
    releases.append((read.identity, read.data))
    releases.sort(key=lambda pair: (pair[0].released_at, pair[0].release_id, pair[0].sha256))
    newest = releases[-1][0]
    if newest is not read.identity:
        # What is wrong with the tender as a whole is told of its newest release, not of each.
        findings = Findings()
    joined = newest_procurement([data for _identity, data in releases], findings)
    compiled = compiled_release(joined, findings)
    return tender_facts(
        Node(compiled, "", findings), newest, licence=read.licence or tender.licence
    )


def _stored_data(row: Release, findings: Findings) -> dict[str, Any] | None:
    """What a release says that was kept, perhaps before today's rules; None where it is unreadable.

    Noted is only what would refuse it today: the rest was when it came.
    """
    known, data = Findings(is_of_stored=True), None
    try:
        data = parsed_release(row.raw, depth=0, findings=known)
    except RefusedReleaseError as error:
        action = _("The tender is read without it: %(reason)s") % {"reason": error.reason}
        known.forgave(error.path, error.value, action)
    for item in known.forgiven:
        said = _("In the release “%(id)s” from an earlier import: %(action)s")
        findings.repaired(
            item.path, item.value, said % {"id": row.release_id, "action": item.action}
        )
    return data


def _identity(row: Release, ocid: str) -> Identity:
    return Identity(
        ocid=ocid,
        release_id=row.release_id,
        is_id_synthesised=row.is_id_synthesised,
        tags=tuple(row.tags),
        released_at=row.released_at,
        sha256=row.sha256,
    )


def _digest(facts: TenderFacts, areas: KnownAreas) -> str:
    known = [area.slug for lot in facts.lots for area in areas.of(mapped_slugs(lot.areas))]
    content = json.dumps([asdict(facts), known], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _write_facts(
    tender: Tender, facts: TenderFacts, areas: KnownAreas, *, digest: str, at: datetime
) -> None:
    columns: dict[str, Any] = {
        name: value for name, value in vars(facts).items() if name not in _NOT_COLUMNS
    }
    columns |= {**vars(facts.terms), **money_columns(facts.value)}
    columns |= {
        "reserved_for": list(facts.reserved_for),
        "is_care_relevant": facts.care.is_relevant,
        "care_reason": facts.care.reason,
        "facts_sha256": digest,
        "imported_at": at,
    }
    for name, value in columns.items():
        setattr(tender, name, value)
    tender.save()
    write_lots(tender, facts.lots, areas)
    tender.parties.all().delete()
    TenderParty.objects.bulk_create(
        TenderParty(tender=tender, **vars(party)) for party in facts.parties
    )
    stated = [area for lot in facts.lots for area in lot.areas]
    tender.areas.set(areas.of(mapped_slugs(stated)))


def _store(read: ReadRelease, tender: Tender, at: datetime) -> Release:
    identity = read.identity
    return Release.objects.create(
        tender=tender,
        release_id=identity.release_id,
        is_id_synthesised=identity.is_id_synthesised,
        tags=list(identity.tags),
        released_at=identity.released_at,
        raw=read.raw,
        sha256=identity.sha256,
        imported_at=at,
    )
