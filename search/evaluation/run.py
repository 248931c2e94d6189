"""Runs judged queries through an engine and scores the results."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from search.evaluation.judgements import JudgedQuery
from search.evaluation.metrics import ndcg, recall, reciprocal_rank
from search.planning import plan_for
from search.port import SearchEngine

DEPTH = 10


@dataclass(frozen=True, kw_only=True)
class QueryScore:
    """One judged query with its scores at 10 and the references found, best first."""

    query: str
    kind: str
    ndcg: float
    reciprocal_rank: float
    recall: float
    found: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Scores of every judged query; the means are over queries, each counting the same."""

    scores: tuple[QueryScore, ...]

    @property
    def summary(self) -> dict[str, float]:
        """Means over all queries, and the share that found nothing."""
        return {
            "queries": len(self.scores),
            "ndcg_at_10": _mean(score.ndcg for score in self.scores),
            "mrr_at_10": _mean(score.reciprocal_rank for score in self.scores),
            "recall_at_10": _mean(score.recall for score in self.scores),
            "no_result_rate": _mean(float(not score.found) for score in self.scores),
        }

    @property
    def ndcg_by_kind(self) -> Mapping[str, float]:
        """Mean nDCG@10 of each kind of query, in alphabetical order."""
        by_kind: dict[str, list[float]] = defaultdict(list)
        for score in self.scores:
            by_kind[score.kind].append(score.ndcg)
        return {kind: _mean(values) for kind, values in sorted(by_kind.items())}


def evaluate(judged: Iterable[JudgedQuery], *, engine: SearchEngine) -> Evaluation:
    """Score the engine's first ten results for each judged query, through the finder's own plan.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    references = {
        str(pk): reference
        for pk, reference in PracticePage.objects.exclude(reference="").values_list(
            "pk", "reference"
        )
    }
    return Evaluation(scores=tuple(_score(item, engine, references) for item in judged))


def _score(item: JudgedQuery, engine: SearchEngine, references: Mapping[str, str]) -> QueryScore:
    plan = plan_for(PracticeQuery(text=item.query), engine=engine, facets=(), size=DEPTH)
    found = tuple(references.get(hit.id, hit.id) for hit in engine.search(plan).hits)
    return QueryScore(
        query=item.query,
        kind=item.kind,
        ndcg=ndcg(found, item.practices, depth=DEPTH),
        reciprocal_rank=reciprocal_rank(found, item.practices, depth=DEPTH),
        recall=recall(found, item.practices, depth=DEPTH),
        found=found,
    )


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return round(fmean(kept), 4) if kept else 0.0
