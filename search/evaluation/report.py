"""What a measurement says: means, means by kind of query, and the difference from another one."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Any

from search.evaluation.errors import EvaluationError
from search.evaluation.run import QueryScore
from search.evaluation.significance import paired_bootstrap

_METRICS = {"ndcg_at_10": "ndcg", "mrr_at_10": "reciprocal_rank", "recall_at_10": "recall"}

_Key = tuple[str, str, int]


def means(scores: Sequence[QueryScore]) -> dict[str, float]:
    """Number of queries, and means in which each counts the same, as trec_eval averages.

    `no_result_rate` is the share that found nothing, of those that have an answer.
    """
    answerable = [score for score in scores if score.has_answer]
    return {
        "queries": len(scores),
        **{
            name: _mean(getattr(score, field) for score in scores)
            for name, field in _METRICS.items()
        },
        "no_result_rate": _mean(float(not score.found) for score in answerable),
    }


def report(scores: Sequence[QueryScore]) -> dict[str, Any]:
    """The means of all queries and of each kind, and every score, ready for JSON."""
    by_kind: dict[str, list[QueryScore]] = defaultdict(list)
    for score in scores:
        by_kind[score.kind].append(score)
    return {
        **means(scores),
        "by_kind": {kind: means(some) for kind, some in sorted(by_kind.items())},
        "scores": [asdict(score) for score in scores],
    }


def read_report(path: Path) -> list[Mapping[str, Any]]:
    """The scores of a report that was written before.

    Raises:
        EvaluationError: the file cannot be read or is no such report.
    """
    try:
        scores = json.loads(path.read_text(encoding="utf-8"))["scores"]
        for score in scores:
            _ = (score["query"], score["kind"], *(float(score[key]) for key in _METRICS.values()))
    except OSError as error:
        raise EvaluationError(f"{path}: the file cannot be read: {error}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise EvaluationError(
            f"{path}: this is not a report of search_evaluate --json ({error!r})."
        ) from error
    return list(scores)


def comparison(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Paired differences of the queries that stand in both reports, with 95 % intervals.

    Raises:
        EvaluationError: no query stands in both.
    """
    earlier, later = _keyed(before), _keyed(after)
    common = [key for key in later if key in earlier]
    if not common:
        raise EvaluationError(
            "No query of the report to compare with is among those just measured."
        )
    return {
        "queries": len(common),
        "only_before": len(earlier) - len(common),
        "only_after": len(later) - len(common),
        **{
            name: _difference(
                [earlier[key] for key in common], [later[key] for key in common], field
            )
            for name, field in _METRICS.items()
        },
    }


def is_significant_loss(compared: Mapping[str, Any] | None) -> bool:
    """Whether nDCG@10 fell by more than is tolerated and by more than chance explains."""
    return compared is not None and bool(compared["ndcg_at_10"]["is_loss"])


def _difference(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]], field: str
) -> dict[str, Any]:
    earlier = [float(score[field]) for score in before]
    later = [float(score[field]) for score in after]
    paired = paired_bootstrap(earlier, later)
    return {
        "before": _mean(earlier),
        "after": _mean(later),
        "difference": round(paired.mean, 4),
        "interval": [round(paired.low, 4), round(paired.high, 4)],
        "is_gain": paired.is_gain,
        "is_loss": paired.is_loss,
    }


def _keyed(scores: Iterable[Mapping[str, Any]]) -> dict[_Key, Mapping[str, Any]]:
    # The same query may be judged twice; its first line pairs with the first, and so on.
    keyed: dict[_Key, Mapping[str, Any]] = {}
    for score in scores:
        occurrence = 0
        while (key := (score["query"], score["kind"], occurrence)) in keyed:
            occurrence += 1
        keyed[key] = score
    return keyed


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return round(fmean(kept), 4) if kept else 0.0
