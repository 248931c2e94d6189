"""Counts the values of facets in a tantivy index, beside the search for the results."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from tantivy import Searcher

from search.engines.tantivy.queries import PlanCompiler
from search.facets import facet_groups, with_selected
from search.plan.model import Plan

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
        (names, _threads().submit(searcher.aggregate, compiler.under(filters), _terms(names)))
        for filters, names in facet_groups(plan)
    ]

    def counts() -> FacetCounts:
        answers = ((name, answer.result()[name]) for names, answer in begun for name in names)
        return with_selected(plan, {name: _counts(answer) for name, answer in answers})

    return counts


def _terms(names: Sequence[str]) -> dict[str, Any]:
    return {name: {"terms": {"field": name, "size": MAX_FACET_VALUES}} for name in names}


def _counts(answer: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in answer["buckets"]}


@cache
def _threads() -> ThreadPoolExecutor:
    # Made with the first search, which is after a server has forked its workers.
    return ThreadPoolExecutor(MAX_THREADS, thread_name_prefix="facets")
