"""Everything that the tender board shows, ready for its template."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import mark_safe

from portal.tenders.board import FILTERS, BoardQuery, Sort
from portal.tenders.feed_ages import FeedAge, feed_ages
from portal.tenders.models import Tender
from portal.tenders.narrowing import FilterGroup, filter_groups
from portal.tenders.selectors import TenderEntry, tender_entries
from search.filter_groups import SelectedFilter
from search.port import Hit
from search.reasons import reason_for
from search.tender_address import address
from search.tender_finding import MOST, TendersFound, hits_of, tenders_found
from search.tender_map import BoardMap, board_map

PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class TenderBoard:
    """One page of the board: what was asked, what was found, and every way on from here."""

    query: BoardQuery
    sentence: str
    total: int
    entries: list[TenderEntry]
    groups: list[FilterGroup]
    map: BoardMap | None
    selected: list[SelectedFilter]
    feeds: list[FeedAge]
    page_count: int
    parameters: QueryDict
    has_words: bool
    is_by_relevance: bool
    is_cut_off: bool
    """Whether the words match more than is looked at."""
    corrected_text: str
    clear_url: str
    without_filters_url: str
    exact_url: str
    other_order_url: str
    feed_url: str
    csv_url: str


def tender_board(query: BoardQuery, *, at: datetime) -> TenderBoard:
    """Search for the query and put the page together; a page beyond the last gives the last.

    Raises:
        SearchUnavailableError: there are words, and the engine cannot answer.
    """
    found = tenders_found(query, at=at)
    page_count = max(1, -(-found.total // PER_PAGE))
    query = replace(query, page=min(query.page, page_count))
    here = found.ordered_ids((query.page - 1) * PER_PAGE, query.page * PER_PAGE)
    base_url = reverse("tender_list")
    groups = filter_groups(query, at=at, ids=found.ids)
    options = next(group.options for group in groups if group.key == "area")
    other = Sort.CLOSING if found.is_by_relevance else Sort.RELEVANCE
    corrected = found.plan.corrected_text
    return TenderBoard(
        query=query,
        sentence=replace(query, text=corrected or query.text).describe(found.total),
        total=found.total,
        entries=list(_entries(found, here)),
        groups=groups,
        map=board_map(options, query, base_url=base_url),
        selected=list(_selected(query, base_url)),
        feeds=feed_ages(at=at),
        page_count=page_count,
        parameters=QueryDict(query.to_query_string()),
        has_words=found.has_words,
        is_by_relevance=found.is_by_relevance,
        is_cut_off=len(found.ids or ()) >= MOST,
        corrected_text=corrected,
        clear_url=base_url if query.has_criteria else "",
        without_filters_url=address(base_url, replace(query, filters={}, page=1)),
        exact_url=address(base_url, replace(query, is_exact=True, page=1)),
        other_order_url=address(base_url, replace(query, sort=other, page=1)),
        feed_url=address(reverse("tender_feed"), query.criteria),
        csv_url=address(reverse("tender_csv"), replace(query, page=1)),
    )


def _entries(found: TendersFound, ids: list[int]) -> Iterator[TenderEntry]:
    hits = hits_of(found, ids)
    entries = tender_entries(Tender.objects.filter(pk__in=ids), at=found.at)
    by_id = {entry.tender.pk: entry for entry in entries}
    for pk in ids:
        # The index may be a second behind: what was withdrawn since is in neither.
        if pk in by_id:
            yield _found_in(by_id[pk], hits[pk]) if pk in hits else by_id[pk]


def _found_in(entry: TenderEntry, hit: Hit) -> TenderEntry:
    return replace(
        entry,
        # The highlighter escaped these and added nothing but <mark>; a contract test holds it.
        title=mark_safe(hit.title),  # noqa: S308
        # Escaped and marked in the same way.
        fragments=tuple(mark_safe(text) for text in hit.fragments),  # noqa: S308
        reason=reason_for(hit),
    )


def _selected(query: BoardQuery, base_url: str) -> Iterator[SelectedFilter]:
    for key, values in query.filters.items():
        for value in values:
            yield SelectedFilter(
                key=key,
                value=value,
                label=query.labels[key, value],
                group=FILTERS[key],
                url=address(base_url, query.without(key, value)),
            )
