"""Runs a reader's query and checks every result against the database before it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from portal.practices.querysets import PracticeQuerySet
from search.documents import KEYWORD_FIELDS
from search.engines.choice import current_engine
from search.plan.model import Plan
from search.planning import PAGE_SIZE, plan_for
from search.port import MAX_RESULTS, Hit, Page, SearchEngine


@dataclass(frozen=True, kw_only=True)
class Findings:
    """One page of what was found; `query.page` is the page it is, which may not be that asked for.

    `practices` are those of the hits, in no order: anybody may read each of them at this moment.
    """

    query: PracticeQuery
    plan: Plan
    hits: tuple[Hit, ...]
    practices: PracticeQuerySet
    total: int
    page_count: int
    facets: dict[str, dict[str, int]]


def practices_found(
    query: PracticeQuery, *, size: int = PAGE_SIZE, facets: Sequence[str] = KEYWORD_FIELDS
) -> Findings:
    """One page of results for the query.

    The index may be seconds behind the database. A practice that was unpublished or made private
    since is dropped here and taken off the total, so it cannot be seen, counted or guessed at.
    A page, of `size` results, beyond the last gives the last; `facets` are counted.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    engine = current_engine()
    plan = plan_for(query, engine=engine, facets=facets, size=size)
    query = replace(query, page=plan.offset // size + 1)
    page = engine.search(plan)
    last = _page_count(page.total, size)
    if query.page > last:
        query = replace(query, page=last)
        plan = replace(plan, offset=(last - 1) * size)
        page = engine.search(plan)
    return _checked(query, plan, page)


def totals_without_each_filter(
    findings: Findings, *, engine: SearchEngine | None = None
) -> dict[str, int]:
    """Facet key -> how many results there are when that facet's filter is taken away."""
    engine = engine or current_engine()
    plan = findings.plan
    totals: dict[str, int] = {}
    for filter_ in plan.filters:
        others = tuple(other for other in plan.filters if other != filter_)
        fewer = replace(plan, filters=others, facets=(), offset=0, size=0)
        totals[filter_.field] = engine.search(fewer).total
    return totals


def total_without_words(findings: Findings, *, engine: SearchEngine | None = None) -> int:
    """How many results there are under the same filters, whatever the words."""
    engine = engine or current_engine()
    wordless = replace(findings.plan, concepts=(), phrases=(), facets=(), offset=0, size=0)
    return engine.search(wordless).total


def _checked(query: PracticeQuery, plan: Plan, page: Page) -> Findings:
    ids = [int(hit.id) for hit in page.hits]
    practices = PracticePage.objects.offered().filter(pk__in=ids)
    shown = set(practices.values_list("pk", flat=True))
    hits = tuple(hit for hit in page.hits if int(hit.id) in shown)
    total = page.total - (len(page.hits) - len(hits))
    return Findings(
        query=query,
        plan=plan,
        hits=hits,
        practices=practices,
        total=total,
        page_count=_page_count(total, plan.size),
        facets={name: dict(counts) for name, counts in page.facets.items()},
    )


def _page_count(total: int, size: int) -> int:
    return min(max(1, -(-total // size)), MAX_RESULTS // size)
