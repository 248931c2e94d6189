"""Our own judged queries and the scores that they had when relevance was last accepted."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

from search.evaluation.judgements import JudgedQuery, read_practice_judgements
from search.evaluation.run import QueryScore

JUDGEMENTS = Path(__file__).parent / "judgements.jsonl"
BASELINE = Path(__file__).parent / "baseline.json"
"""What `manage.py search_evaluate --json` printed for these judgements, with the starting content
and rules loaded. Renew it in the commit that changes relevance on purpose."""
HARD_KINDS = ("concept", "natural", "question", "synonym")


def judged(*, has_answer: bool = True) -> list[JudgedQuery]:
    """The queries that some practice answers, or those that none does."""
    return [item for item in read_practice_judgements(JUDGEMENTS) if item.has_answer is has_answer]


def halves(scores: Iterable[QueryScore]) -> tuple[list[QueryScore], list[QueryScore]]:
    """Scores of the half that rules were tuned on and of the half held out.

    Every second query of a kind is held out, in the order of the file.
    """
    of_kind: dict[str, list[QueryScore]] = defaultdict(list)
    for score in scores:
        of_kind[score.kind].append(score)
    tuned = [score for group in of_kind.values() for score in group[::2]]
    return tuned, [score for group in of_kind.values() for score in group[1::2]]


def accepted_ndcg() -> dict[str, float]:
    """Query -> nDCG@10 of the baseline."""
    rows = json.loads(BASELINE.read_text(encoding="utf-8"))["scores"]
    return {row["query"]: row["ndcg"] for row in rows}


def mean_ndcg(scores: Iterable[QueryScore]) -> float:
    """Mean nDCG@10, each query counting the same."""
    return fmean(score.ndcg for score in scores)
