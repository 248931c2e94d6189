"""Orders what words found together with what is close in meaning, by a weighted sum of both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.plan.model import Plan
from search.port import Hit, Page, SearchEngine

SHARE_OF_WORDS = 0.6
"""What the score by words counts for beside closeness in meaning; each is 1 at its best.

Measured beside reciprocal rank fusion and other shares, with and without synonyms: ADR 0014.
"""
WINDOW = 100
"""Results found by words that are fused; those below stay in their own order."""


def fused(
    by_words: Mapping[str, float], by_meaning: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Items and their scores from 0 to 1, best first (convex combination; Bruch and others, 2023).

    Scores by words are divided by the best of them; closeness is taken as it is. A side gives
    nothing to an item that it did not find. Equal ones stay in the order in which they come, by
    words first.
    """
    best = max(by_words.values(), default=0.0) or 1.0
    scores = {item: SHARE_OF_WORDS * score / best for item, score in by_words.items()}
    for item, closeness in by_meaning.items():
        scores[item] = scores.get(item, 0.0) + (1 - SHARE_OF_WORDS) * closeness
    return sorted(scores.items(), key=lambda scored: -scored[1])


def fused_page(plan: Plan, *, engine: SearchEngine) -> Page:
    """The page of a plan that names what is close in meaning (`plan.near`).

    The plan itself says what matches, so totals, facets and visibility are the engine's own and
    no different from those of any other plan; only the order is made here.
    """
    wanted = plan.offset + plan.size
    by_words = engine.ranking(replace(plan, near=()), max(WINDOW, wanted + len(plan.near)))
    by_meaning = _allowed(plan, engine)
    scores = dict(fused(dict(by_words[:WINDOW]), by_meaning))
    order = [*scores, *(item for item, _score in by_words[WINDOW:] if item not in scores)]
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


def _allowed(plan: Plan, engine: SearchEngine) -> dict[str, float]:
    # Those near ones that the filters let through and the reader may see, nearest first.
    ids = tuple(near.id for near in plan.near)
    narrowed = replace(plan, concepts=(), near=(), ids=ids, is_newest_first=True)
    kept = dict(engine.ranking(narrowed, len(ids)))
    return {near.id: near.closeness for near in plan.near if near.id in kept}


def _hits(plan: Plan, ids: Sequence[str], engine: SearchEngine) -> list[Hit]:
    shown = replace(plan, ids=tuple(ids), facets=(), offset=0, size=len(ids), is_newest_first=True)
    by_id = {hit.id: hit for hit in engine.search(shown).hits} if ids else {}
    # What another process took out of the index since the ranking is left out of the page.
    return [by_id[item] for item in ids if item in by_id]
