"""Imports OCDS files: each release is written whole or not at all, and none stops another."""

import gc
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from portal.common.import_files import UnreadableFileError
from portal.tenders.ocds.documents import OcdsFile, Place, ReadRelease, Refusal
from portal.tenders.ocds.findings import Findings, RefusedReleaseError
from portal.tenders.ocds.stated import stated_facts
from portal.tenders.services.fetch_pages import Feed, fetched_pages
from portal.tenders.services.report import Accepted, ImportReport, Repaired
from portal.tenders.services.write_issues import write_refusal, write_repairs
from portal.tenders.services.write_tender import write_release

Advance = Callable[[], object]
PATTERN = "*.json"
MOST_RELEASES = 10_000
"""In one run: the report names each of them, and has to fit in memory."""
LARGE_RELEASE = 500_000
"""Letters of text above which what a release leaves in circles is not left to chance."""


def import_releases(
    sources: Sequence[Path | Feed],
    *,
    at: datetime,
    is_dry_run: bool = False,
    with_facts: bool = False,
    advance: Advance = lambda: None,
) -> ImportReport:
    """Import every release in the files, folders and feeds, and tell what happened to each.

    A release that is already there changes nothing. With ``is_dry_run`` everything is done and
    then undone, so that the report is the one that the import would give. ``with_facts`` adds to
    the report what each release states. ``advance`` is called after each release.
    """
    if not is_dry_run:
        return _imported(sources, at, advance, with_facts=with_facts)
    with transaction.atomic():
        report = _imported(sources, at, advance, with_facts=with_facts)
        transaction.set_rollback(True)
    return report


def count_releases(sources: Sequence[Path | Feed]) -> int:
    """How many releases stand in the files that can be read, for a progress bar.

    Feeds count for nothing: they would have to be fetched twice.
    """
    total = 0
    for found in _files([source for source in sources if isinstance(source, Path)]):
        try:
            total += 0 if isinstance(found, Refusal) else len(OcdsFile(found))
        except UnreadableFileError:
            continue
    return total


def _imported(
    sources: Sequence[Path | Feed], at: datetime, advance: Advance, *, with_facts: bool
) -> ImportReport:
    report = ImportReport()
    for found in _files(sources):
        report.files += 1
        for item in [found] if isinstance(found, Refusal) else _read(found):
            if len(report.accepted) + len(report.refused) == MOST_RELEASES:
                _refuse(_one_too_many(item.place), at, report)
                return report
            if isinstance(item, ReadRelease):
                _import_release(item, at, report, with_facts=with_facts)
            else:
                _refuse(item, at, report)
            if item.place.row:
                advance()
            # Kept while the next one is read, a large release would take its memory twice.
            is_large = isinstance(item, ReadRelease) and len(item.raw) > LARGE_RELEASE
            del item
            if is_large:
                gc.collect()
    return report


def _files(sources: Sequence[Path | Feed]) -> Iterator[Path | Refusal]:
    for source in sources:
        if isinstance(source, Feed):
            yield from fetched_pages(source)
        elif source.is_dir():
            yield from _inside(source)
        else:
            yield source


def _inside(folder: Path) -> Iterator[Path | Refusal]:
    found = sorted(path for path in folder.rglob(PATTERN) if path.is_file())
    if not found:
        yield _refused_file(folder.name, _("There is no .json file in this folder."))
    yield from found


def _read(path: Path) -> Iterator[ReadRelease | Refusal]:
    try:
        yield from OcdsFile(path)
    except UnreadableFileError as error:
        yield _refused_file(path.name, str(error))


def _refused_file(name: str, reason: str) -> Refusal:
    place = Place(file=name, row=0, line=1)
    return Refusal(place=place, ocid="", path="", value="", reason=reason)


def _one_too_many(place: Place) -> Refusal:
    reason = _(
        "One run reads %(most)s releases; from this one on, nothing was read. Split the file, or "
        "import fewer files at a time."
    ) % {"most": MOST_RELEASES}
    return Refusal(place=place, ocid="", path="", value="", reason=reason)


def _refuse(refusal: Refusal, at: datetime, report: ImportReport) -> None:
    report.refused.append(refusal)
    write_refusal(refusal, at=at)


def _import_release(
    release: ReadRelease, at: datetime, report: ImportReport, *, with_facts: bool
) -> None:
    """Write one release with its tender and its issues, or refuse it and leave no trace of it."""
    findings = Findings(repairs=list(release.repairs))
    try:
        with transaction.atomic():
            written = write_release(release, findings=findings, at=at)
            write_repairs(release, findings.repairs, written.release, at=at)
    except RefusedReleaseError as error:
        _refuse(_refusal(release, error.path, error.value, error.reason), at, report)
        return
    except DatabaseError as error:
        # What no check of ours foresaw; the database's own words are all there is to go by.
        reason = _("The database refused it: %(error)s. Report this to the portal's makers.")
        _refuse(_refusal(release, "", "", reason % {"error": error}), at, report)
        return
    identity = release.identity
    report.accepted.append(
        Accepted(
            place=release.place,
            ocid=identity.ocid,
            release_id=identity.release_id,
            title=written.tender.title,
            outcome=written.outcome,
            is_care_relevant=written.tender.is_care_relevant,
            care_reason=written.tender.care_reason,
            facts=stated_facts(release) if with_facts else None,
        )
    )
    report.repaired += [
        Repaired(place=release.place, ocid=identity.ocid, repair=repair)
        for repair in findings.repairs
    ]


def _refusal(release: ReadRelease, path: str, value: str, reason: str) -> Refusal:
    return Refusal(
        place=release.place, ocid=release.identity.ocid, path=path, value=value, reason=reason
    )
