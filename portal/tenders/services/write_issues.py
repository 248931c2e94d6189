"""Keeps what an import repaired or refused; the same finding in the same place is kept once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from portal.tenders.enums import IssueKind
from portal.tenders.models import ImportIssue, Release
from portal.tenders.ocds.documents import ReadRelease, Refusal
from portal.tenders.ocds.findings import Repair

LENGTHS = {"file": 255, "ocid": 100, "path": 300, "value": 200, "action": 500}


def write_repairs(
    read: ReadRelease, repairs: Sequence[Repair], release: Release, *, at: datetime
) -> None:
    """Keep the repairs of one release beside it."""
    ImportIssue.objects.bulk_create(
        (
            _issue(
                IssueKind.REPAIRED,
                Refusal(
                    place=read.place,
                    ocid=read.identity.ocid,
                    path=repair.path,
                    value=repair.value,
                    reason=repair.action,
                ),
                at,
                release=release,
            )
            for repair in repairs
        ),
        ignore_conflicts=True,
    )


def write_refusal(refusal: Refusal, *, at: datetime) -> None:
    """Keep why a release, or with row 0 a file, was not used."""
    issue = _issue(IssueKind.REFUSED, refusal, at, release=None)
    ImportIssue.objects.bulk_create([issue], ignore_conflicts=True)


def _issue(
    kind: IssueKind, found: Refusal, at: datetime, *, release: Release | None
) -> ImportIssue:
    texts = {
        "file": found.place.file,
        "ocid": found.ocid,
        "path": found.path,
        "value": found.value,
        "action": found.reason,
    }
    row, line = found.place.row, found.place.line
    identity = "\n".join([kind, str(row), str(line), *texts.values()])
    return ImportIssue(
        kind=kind,
        release=release,
        row=row,
        line=line,
        found_at=at,
        sha256=hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest(),
        **{name: text[: LENGTHS[name]] for name, text in texts.items()},
    )
