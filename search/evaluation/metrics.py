"""Relevance metrics over one ranked list, as trec_eval defines them."""

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], *, depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002), 0 to 1.

    The gain is the grade itself and rank r, from 1, is discounted by log2(r + 1), as in
    trec_eval's ndcg_cut. What is not judged, or has a grade below 0, counts as 0; the result is
    0.0 when nothing has a grade above 0.
    """
    ideal = _dcg(sorted(grades.values(), reverse=True)[:depth])
    gained = _dcg([grades.get(item, 0) for item in ranked[:depth]])
    return gained / ideal if ideal else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], *, depth: int = 10) -> float:
    """1 / rank of the first item with a grade above 0 within `depth`; 0.0 when there is none."""
    for rank, item in enumerate(ranked[:depth], start=1):
        if grades.get(item, 0) > 0:
            return 1 / rank
    return 0.0


def recall(ranked: Sequence[str], grades: Mapping[str, int], *, depth: int = 10) -> float:
    """Share of the items with a grade above 0 that stand within `depth`; 0.0 without any."""
    relevant = {item for item, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranked[:depth])) / len(relevant) if relevant else 0.0


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1) if gain > 0)
