"""Writes imported practices as published pages: all of them or none, and none twice."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.common.import_files import ImportCounts, counts_of
from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.imports.records import PracticeRecord
from portal.practices.models import (
    Beneficiary,
    Finding,
    ImpactClaim,
    PracticeLibraryPage,
    PracticeLink,
    PracticePage,
    PracticeSource,
    Theme,
)
from portal.practices.short_names import free_short_name


class NoLibraryError(Exception):
    """There is no practice library page to put practices under; run `setup_site` first."""


@transaction.atomic
def import_practices(
    records: Sequence[PracticeRecord], *, at: datetime, advance: Callable[[], object]
) -> ImportCounts:
    """Create or update one page for each record, in two passes because links may point forward.

    A row whose digest is unchanged since its last import is left alone, so an editor's later
    change stays until the file itself changes. A page that was unpublished stays so: a changed row
    becomes its draft.

    Raises:
        NoLibraryError: the page tree has no library yet.
    """
    library = PracticeLibraryPage.objects.first()
    if library is None:
        raise NoLibraryError
    pages = {record.reference: _page_for(record, library) for record in records}
    outcomes = []
    for record in records:
        page, is_new = pages[record.reference]
        outcomes.append(_written(page, record, is_new=is_new, at=at))
        advance()
    return counts_of(outcomes)


def _page_for(record: PracticeRecord, library: PracticeLibraryPage) -> tuple[PracticePage, bool]:
    page = PracticePage.objects.filter(reference=record.reference).first()
    if page is not None:
        return page, False
    page = PracticePage(
        reference=record.reference,
        live=False,
        slug=free_short_name(record.fields["title"], library.taken_short_names()),
        **record.fields,
    )
    library.add_child(instance=page)
    return page, True


def _written(page: PracticePage, record: PracticeRecord, *, is_new: bool, at: datetime) -> str:
    if page.imported_sha256 == record.sha256:
        return "unchanged"
    for name, value in record.fields.items():
        setattr(page, name, value)
    page.our_reading, page.is_example = list(record.our_reading), record.is_example
    page.imported_sha256 = record.sha256
    page.search_description = record.fields["summary"]
    _set_vocabulary(page, record)
    _set_details(page, record)
    page.full_clean()
    if is_new:
        page.first_published_at = at
    revision = page.save_revision()
    if is_new or page.live:
        revision.publish()
    else:
        # Somebody took the page down on purpose: the new text waits there as a draft.
        PracticePage.objects.filter(pk=page.pk).update(imported_sha256=record.sha256)
    return "created" if is_new else "updated"


def _set_vocabulary(page: PracticePage, record: PracticeRecord) -> None:
    organisations = _by_slug(Organisation, record.organisations)
    page.lead_organisation = organisations[0] if organisations else None
    page.partners = organisations[1:]
    page.sectors = _by_slug(Sector, record.sectors)
    page.areas = _by_slug(Area, record.areas)
    page.themes = _by_slug(Theme, record.themes)
    page.client_groups = _by_slug(ClientGroup, record.client_groups)
    page.gains = _by_slug(Beneficiary, record.gains)


def _by_slug(model: type[Any], slugs: tuple[str, ...]) -> list[Any]:
    found = {item.slug: item for item in model.objects.filter(slug__in=slugs)}
    return [found[slug] for slug in slugs]


def _set_details(page: PracticePage, record: PracticeRecord) -> None:
    page.claims = [ImpactClaim(**vars(claim)) for claim in record.claims]
    page.findings = [Finding(**vars(finding)) for finding in record.findings]
    page.sources = [PracticeSource(**vars(source)) for source in record.sources]
    targets = {
        target.reference: target
        for target in PracticePage.objects.filter(reference__in=[link.to for link in record.links])
    }
    page.links = [PracticeLink(**{**vars(link), "to": targets[link.to]}) for link in record.links]
