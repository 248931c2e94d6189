"""Runs judged queries through an engine and scores the results."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from search.evaluation.judgements import JudgedQuery
from search.evaluation.metrics import ndcg, recall, reciprocal_rank
from search.plan.model import FieldFilter
from search.planning import plan_for
from search.port import SearchEngine

DEPTH = 10


@dataclass(frozen=True, kw_only=True)
class QueryScore:
    """One judged query with its scores at 10 and what was found, best first."""

    query: str
    kind: str
    has_answer: bool
    ndcg: float
    reciprocal_rank: float
    recall: float
    found: tuple[str, ...]


def evaluate(
    judged: Iterable[JudgedQuery],
    *,
    engine: SearchEngine,
    names: Callable[[str], str | None],
    field_of: Callable[[str], str] = str,
) -> list[QueryScore]:
    """Score the engine's first ten results for each judged query, through the finder's own plan.

    Args:
        judged: the queries; each is scored alone.
        engine: that is asked.
        names: from an id in the index to what the judgements call the document, if they do.
        field_of: from a name in the judgements' filters to the keyword field in the index.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    return [_score(item, engine, names, field_of) for item in judged]


def practice_names() -> Mapping[str, str]:
    """Id in the index -> reference such as “P12”, for every practice that has one."""
    referenced = PracticePage.objects.exclude(reference="").values_list("pk", "reference")
    return {str(pk): reference for pk, reference in referenced}


def _score(
    item: JudgedQuery,
    engine: SearchEngine,
    names: Callable[[str], str | None],
    field_of: Callable[[str], str],
) -> QueryScore:
    plan = plan_for(PracticeQuery(text=item.query), engine=engine, facets=(), size=DEPTH)
    filters = tuple(
        FieldFilter(field=field_of(name), values=values)
        for name, values in sorted(item.filters.items())
    )
    # What moderators placed says nothing about the engine, and is of no other corpus.
    hits = engine.search(replace(plan, filters=filters, pinned=(), hidden=())).hits
    found = tuple(names(hit.id) or hit.id for hit in hits)
    return QueryScore(
        query=item.query,
        kind=item.kind,
        has_answer=item.has_answer,
        ndcg=ndcg(found, item.grades, depth=DEPTH),
        reciprocal_rank=reciprocal_rank(found, item.grades, depth=DEPTH),
        recall=recall(found, item.grades, depth=DEPTH),
        found=found,
    )
