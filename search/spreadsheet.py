"""All results of a search as rows of a spreadsheet, read from the engine a page at a time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.common.spreadsheets import csv_lines
from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from portal.practices.selectors.facts import CREDITS, FACTS, with_facts
from search.finding import Findings, practices_found
from search.port import MAX_RESULTS, SearchUnavailableError

log = structlog.get_logger(__name__)

ROWS_AT_ONCE = 100


def search_csv(query: PracticeQuery, *, site_url: str, at: datetime) -> Iterator[bytes]:
    """Lines of a CSV file with the results of a query in its order, at most `MAX_RESULTS`.

    The first results are found before this returns, so that a caller can still answer otherwise.
    A last line says so in words where the list is not whole.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    first = practices_found(replace(query, page=1), size=ROWS_AT_ONCE, facets=())
    day = timezone.localdate(at).isoformat()
    ending = [query.describe(first.total), day]
    return csv_lines(_rows(first, ending, site_url))


def _rows(first: Findings, ending: list[str], site_url: str) -> Iterator[list[str]]:
    facts = [str(fact.label) for fact in (*FACTS, *CREDITS)]
    yield [
        *(_("Reference"), _("Title"), _("Summary"), _("Web address")),
        *(*facts, _("First published"), _("Last changed"), _("Search"), _("Downloaded on")),
    ]
    listed: set[int] = set()
    try:
        for findings in _pages(first):
            for practice in _in_order(findings):
                # The index may change between two pages; nothing is listed twice.
                if practice.pk not in listed:
                    yield [*_row(practice, site_url), *ending]
                listed.add(practice.pk)
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        yield [_("This list stops early: search stopped answering. Please download it again.")]
        return
    if first.total > MAX_RESULTS:
        words = _("Only the first %(most)d of %(total)d practices are here. Add filters for fewer.")
        yield [words % {"most": MAX_RESULTS, "total": first.total}]


def _pages(findings: Findings) -> Iterator[Findings]:
    yield findings
    while findings.query.page < findings.page_count:
        onward = replace(findings.query, page=findings.query.page + 1)
        findings = practices_found(onward, size=ROWS_AT_ONCE, facets=())
        yield findings


def _in_order(findings: Findings) -> list[PracticePage]:
    practices = with_facts(findings.practices).in_bulk()
    return [practices[int(hit.id)] for hit in findings.hits]


def _row(practice: PracticePage, site_url: str) -> list[str]:
    published = (practice.first_published_at, practice.last_published_at)
    return [
        practice.reference,
        practice.title,
        practice.summary,
        urljoin(site_url, practice.url or "/"),
        *(fact.of(practice) for fact in (*FACTS, *CREDITS)),
        *(timezone.localdate(moment).isoformat() if moment else "" for moment in published),
    ]
