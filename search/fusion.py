"""Orders what words found together with what is close in meaning, by reciprocal rank fusion."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.plan.model import Plan
from search.port import Hit, Page, SearchEngine

K = 10
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009, with 60).

Their lists came from dozens of systems over millions of pages. Here are two lists over hundreds of
practices, and a smaller constant lets a first place count for more.
"""
WINDOW = 100
"""Results found by words that are fused; those below stay in their own order."""


def fused(rankings: Iterable[Sequence[str]], *, k: int = K) -> list[tuple[str, float]]:
    """Items and their scores, best first: the sum of 1 / (k + rank), ranks from 1.

    A list gives nothing to an item that it does not hold, and only its best place to one that it
    holds twice. Equal scores stay in the order in which the rankings brought them.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(dict.fromkeys(ranking), start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda scored: -scored[1])


def fused_page(plan: Plan, *, engine: SearchEngine) -> Page:
    """The page of a plan that names what is close in meaning (`plan.near`).

    The plan itself says what matches, so totals, facets and visibility are the engine's own and
    no different from those of any other plan; only the order is made here.
    """
    wanted = plan.offset + plan.size
    by_words = engine.ranking(replace(plan, near=()), max(WINDOW, wanted + len(plan.near)))
    by_meaning = _allowed(plan, engine)
    scored = fused([by_words[:WINDOW], by_meaning])
    scores = dict(scored)
    order = [*scores, *(item for item in by_words[WINDOW:] if item not in scores)]
    counted = engine.search(replace(plan, size=0, offset=0, is_newest_first=True))
    hits = _hits(plan, order[plan.offset : wanted], engine)
    return Page(
        hits=tuple(
            replace(hit, score=scores.get(hit.id, 0.0), is_by_meaning=not hit.matches)
            for hit in hits
        ),
        total=counted.total,
        facets=counted.facets,
    )


def _allowed(plan: Plan, engine: SearchEngine) -> list[str]:
    # Those near ones that the filters let through and the reader may see, nearest first.
    narrowed = replace(plan, concepts=(), near=(), ids=plan.near, is_newest_first=True)
    kept = set(engine.ranking(narrowed, len(plan.near)))
    return [item for item in plan.near if item in kept]


def _hits(plan: Plan, ids: Sequence[str], engine: SearchEngine) -> list[Hit]:
    shown = replace(plan, ids=tuple(ids), facets=(), offset=0, size=len(ids), is_newest_first=True)
    by_id = {hit.id: hit for hit in engine.search(shown).hits} if ids else {}
    # What another process took out of the index since the ranking is left out of the page.
    return [by_id[item] for item in ids if item in by_id]
