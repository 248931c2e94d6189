"""How facets are counted: each under every filter but its own, in as few questions as possible."""

from collections.abc import Iterator, Mapping, Sequence

from search.plan.model import FieldFilter, Plan


def facet_groups(plan: Plan) -> Iterator[tuple[tuple[FieldFilter, ...], Sequence[str]]]:
    """Filters and the facets to count under them; facets without a choice share one group."""
    chosen = {filter_.field for filter_ in plan.filters}
    free = [name for name in plan.facets if name not in chosen]
    if free:
        yield plan.filters, free
    for name in plan.facets:
        if name in chosen:
            yield other_filters(plan, name), [name]


def other_filters(plan: Plan, facet: str) -> tuple[FieldFilter, ...]:
    """The plan's filters without that of the facet itself."""
    return tuple(filter_ for filter_ in plan.filters if filter_.field != facet)


def with_selected(plan: Plan, counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """The counts with every selected value in them, as 0 when no document has it."""
    selected = {filter_.field: filter_.values for filter_ in plan.filters}
    return {
        name: {**dict.fromkeys(selected.get(name, ()), 0), **counts.get(name, {})}
        for name in plan.facets
    }
