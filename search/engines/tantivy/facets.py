"""Counts the values of facets in a tantivy index, beside the search for the results."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from tantivy import Searcher

from search.engines.tantivy.queries import PlanCompiler
from search.facets import facet_groups, with_selected
from search.plan.model import FieldFilter, Plan

MAX_FACET_VALUES = 10_000
MAX_THREADS = 2
"""tantivy gives Python's lock back while it counts, so a second core takes half of the wait."""

FacetCounts = Mapping[str, Mapping[str, int]]


def count_facets(
    searcher: Searcher, compiler: PlanCompiler, plan: Plan
) -> Callable[[], FacetCounts]:
    """Begin to count; the function that is given back waits for the counts.

    They are facet -> value -> documents, each facet under every filter of the plan but its own.
    """
    begun = [
        _threads().submit(_counted, searcher, compiler, filters, names)
        for filters, names in facet_groups(plan)
    ]

    def counts() -> FacetCounts:
        return with_selected(plan, {k: v for some in begun for k, v in some.result().items()})

    return counts


def _counted(
    searcher: Searcher,
    compiler: PlanCompiler,
    filters: tuple[FieldFilter, ...],
    names: Sequence[str],
) -> dict[str, dict[str, int]]:
    wanted = {name: {"terms": {"field": name, "size": MAX_FACET_VALUES}} for name in names}
    answer = searcher.aggregate(compiler.under(filters), wanted)
    return {
        name: {bucket["key"]: int(bucket["doc_count"]) for bucket in answer[name]["buckets"]}
        for name in names
    }


@cache
def _threads() -> ThreadPoolExecutor:
    # Made with the first search, which is after a server has forked its workers.
    return ThreadPoolExecutor(MAX_THREADS, thread_name_prefix="facets")
