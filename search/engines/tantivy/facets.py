"""Counts the values of facets in a tantivy index."""

from collections.abc import Mapping

from tantivy import Searcher

from search.engines.tantivy.queries import PlanCompiler
from search.facets import facet_groups, with_selected
from search.plan.model import Plan

MAX_FACET_VALUES = 10_000


def facet_counts(
    searcher: Searcher, compiler: PlanCompiler, plan: Plan
) -> Mapping[str, Mapping[str, int]]:
    """Facet -> value -> documents, each facet under every filter of the plan but its own."""
    counts: dict[str, dict[str, int]] = {}
    for filters, names in facet_groups(plan):
        wanted = {name: {"terms": {"field": name, "size": MAX_FACET_VALUES}} for name in names}
        answer = searcher.aggregate(compiler.under(filters), wanted)
        for name in names:
            buckets = answer[name]["buckets"]
            counts[name] = {bucket["key"]: int(bucket["doc_count"]) for bucket in buckets}
    return with_selected(plan, counts)
