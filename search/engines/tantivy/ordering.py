"""The order of results: best first and newest first among equals, the same on every page."""

from typing import Any

from tantivy import DocAddress, Order, Query, Searcher

from search.engines.tantivy.schema import LEAST_PRIOR, LIFT_FIELD
from search.plan.model import Plan

Scored = tuple[float, DocAddress]

LOOKED_AT = 200
"""Results that are asked for at least: as fast as twenty, and seldom all of one score."""


def ordered(searcher: Searcher, query: Query, plan: Plan) -> tuple[int, list[Scored]]:
    """How many documents match, and those of the plan's page in their order."""
    if plan.is_ranked:
        return _best(searcher, query, plan)
    # tantivy wants at least one result to look for, also when only the count is of interest.
    # tantivy's types do not know the count.
    found: Any = searcher.search(
        query,
        max(plan.size, 1),
        offset=plan.offset,
        order_by_field="newest",
        order=Order.Desc,
    )
    return found.count, [(0.0, address) for _newest, address in found.hits[: plan.size]]


def newest_among_equals(searcher: Searcher, found: Any) -> list[Scored]:
    """What was found by score, and where scores are equal by date, as in Elasticsearch."""
    dates = searcher.fast_field_values("newest", [address for _score, address in found.hits])
    ranked = sorted(
        zip(found.hits, dates, strict=True), key=lambda item: (-item[0][0], -(item[1] or 0))
    )
    return [hit for hit, _date in ranked]


def newest(searcher: Searcher, query: Query, limit: int) -> list[DocAddress]:
    """The newest documents that match, whatever their scores."""
    found = searcher.search(query, limit, count=False, order_by_field="newest", order=Order.Desc)
    return [address for _newest, address in found.hits]


def _best(searcher: Searcher, query: Query, plan: Plan) -> tuple[int, list[Scored]]:
    # tantivy cuts equal scores off in index order. Ask from the top and for more, until the page
    # ends where a score does: then each page is a piece of one list.
    end = plan.offset + plan.size
    wanted = max(end + 1, LOOKED_AT)
    found: Any = searcher.search(query, wanted, weight_by_field=LIFT_FIELD)
    total = found.count
    while (
        plan.size and len(found.hits) == wanted and _is_equal(found.hits[end - 1], found.hits[-1])
    ):
        wanted *= 4
        found = searcher.search(query, wanted, count=False, weight_by_field=LIFT_FIELD)
    ranked = newest_among_equals(searcher, found)[plan.offset : end]
    return total, [(score * LEAST_PRIOR, address) for score, address in ranked]


def _is_equal(one: Scored, other: Scored) -> bool:
    return one[0] == other[0]
