"""Everything that the search page shows, ready for its template."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from portal.practices.query import PracticeQuery
from search.area_fit import asked_areas
from search.cards import ResultCard, result_cards
from search.engines.choice import current_engine
from search.filter_groups import (
    FilterGroup,
    SelectedFilter,
    address,
    filter_groups,
    hidden_filters,
    selected_filters,
)
from search.finding import (
    Findings,
    practices_found,
)
from search.planning import unused_correction
from search.reasons import understood
from search.ways_on import WaysOn, ways_on


@dataclass(frozen=True, kw_only=True)
class Finder:
    """One page of the search: what was asked, what was found, and every way on from here."""

    query: PracticeQuery
    findings: Findings
    sentence: str
    total: int
    cards: list[ResultCard]
    ticked_elsewhere: list[int]
    groups: list[FilterGroup]
    selected: list[SelectedFilter]
    hidden: list[tuple[str, str]]
    page_count: int
    parameters: QueryDict
    clear_url: str
    without_filters_url: str
    other_order_url: str
    feed_url: str
    csv_url: str
    subscribe_query: str
    corrected_text: str
    exact_url: str
    unused_correction: str
    corrected_url: str
    understood: list[str]
    ways_on: WaysOn | None


def finder_for(query: PracticeQuery) -> Finder:
    """Search for the query and put the page together.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    base_url = reverse("practice_search")
    findings = practices_found(query)
    query = findings.query
    asked = asked_areas(query, _searched(findings))
    exact = replace(query, is_exact=True, page=1)
    # A feed and a mail have an order of their own.
    unordered = query.criteria
    words_only = replace(query, filters={}, page=1)
    return Finder(
        query=query,
        findings=findings,
        sentence=_sentence(findings),
        total=findings.total,
        cards=result_cards(findings.hits, findings.practices, asked=asked),
        ticked_elsewhere=_ticked_elsewhere(findings),
        groups=filter_groups(query, findings.facets),
        selected=selected_filters(query, base_url=base_url),
        hidden=hidden_filters(query),
        page_count=findings.page_count,
        parameters=QueryDict(query.to_query_string()),
        clear_url=base_url if query.has_criteria else "",
        without_filters_url=address(base_url, words_only),
        other_order_url=_other_order_url(findings, base_url),
        feed_url=address(reverse("practice_feed"), unordered),
        csv_url=address(reverse("practice_csv"), replace(query, ticked=())),
        subscribe_query=unordered.to_query_string(),
        corrected_text=findings.plan.corrected_text,
        exact_url=address(base_url, exact),
        unused_correction=unused_correction(query, engine=current_engine()),
        corrected_url=address(base_url, replace(query, is_exact=False, page=1)),
        understood=understood(findings.plan.concepts, findings.plan.phrases),
        ways_on=None if findings.total else ways_on(findings, asked=asked, base_url=base_url),
    )


def _sentence(findings: Findings) -> str:
    return replace(findings.query, text=_searched(findings)).describe(findings.total)


def _searched(findings: Findings) -> str:
    """The words that were searched for: corrected ones, or none where none could be read."""
    plan = findings.plan
    has_words = bool(plan.concepts or plan.phrases)
    return (plan.corrected_text or findings.query.text) if has_words else ""


def _other_order_url(findings: Findings, base_url: str) -> str:
    if not (findings.plan.concepts or findings.plan.phrases):
        return ""
    query = findings.query
    return address(base_url, replace(query, is_newest_first=not query.is_newest_first, page=1))


def _ticked_elsewhere(findings: Findings) -> list[int]:
    here = {int(hit.id) for hit in findings.hits}
    return [number for number in findings.query.ticked if number not in here]
