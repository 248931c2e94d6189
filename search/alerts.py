"""Which of some practices a saved search finds; asked by whoever tells subscribers."""

from collections.abc import Collection
from dataclasses import replace

from portal.practices.query import PracticeQuery
from search.engines.choice import current_engine
from search.planning import plan_for
from search.port import MAX_RESULTS


def practices_matching(*, query: PracticeQuery, practice_ids: Collection[int]) -> set[int]:
    """Those of the practices that a search for the query returns, in the same index.

    The plan of the search is run in the engine with a filter on the ids, so that an alert and a
    search cannot disagree. Practices that are not public are never returned; those not indexed
    yet are not returned either, so ask after the outbox is drained.

    Raises:
        SearchUnavailableError: the engine cannot answer; nothing is known about any of them.
    """
    engine = current_engine()
    query = replace(query, page=1)
    wanted = sorted(set(practice_ids))
    found: set[int] = set()
    for start in range(0, len(wanted), MAX_RESULTS):
        some = wanted[start : start + MAX_RESULTS]
        plan = plan_for(query, engine=engine, facets=(), ids=some, size=len(some))
        found.update(int(hit.id) for hit in engine.search(plan).hits)
    return found
