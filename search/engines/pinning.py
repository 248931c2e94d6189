"""Puts what moderators chose first, by position and never by a score, for both engines alike."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from search.plan.model import Plan
from search.port import Page

Counts = Mapping[str, Mapping[str, int]]


def with_pinned(plan: Plan, run: Callable[[Plan], Page]) -> Page:
    """The page of a plan with its pinned documents before all others, whatever their words.

    The pinned ones must be under the plan's filters, visibility and ids, and are counted once.
    A plan without order by words has no places to give: it is run as it is.

    `run` gives the page of a plan as if it had pinned nothing.
    """
    kept = tuple(pinned for pinned in plan.pinned if plan.ids is None or pinned in plan.ids)
    if not kept or not plan.is_ranked:
        return run(plan)
    chosen = run(replace(plan, concepts=(), phrases=(), ids=kept, offset=0, size=len(kept)))
    ordered = sorted(chosen.hits, key=lambda hit: kept.index(hit.id))
    shown = [replace(hit, is_pinned=True) for hit in ordered][plan.offset :][: plan.size]
    rest = run(
        replace(
            plan,
            hidden=(*plan.hidden, *kept),
            offset=max(0, plan.offset - len(ordered)),
            size=plan.size - len(shown),
        )
    )
    return Page(
        hits=(*shown, *rest.hits),
        total=len(ordered) + rest.total,
        facets=_added(chosen.facets, rest.facets),
    )


def _added(one: Counts, other: Counts) -> dict[str, dict[str, int]]:
    # The two sets of documents have nothing in common, so their counts add up.
    return {
        facet: {
            value: one.get(facet, {}).get(value, 0) + other.get(facet, {}).get(value, 0)
            for value in {**other.get(facet, {}), **one.get(facet, {})}
        }
        for facet in {**other, **one}
    }
