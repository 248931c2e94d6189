"""One whole measurement: the judged queries of a file against the practices or a corpus."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from search.documents.collection import PRACTICES
from search.documents.practice import all_practice_documents
from search.engines.choice import current_engine
from search.evaluation.corpus import read_corpus
from search.evaluation.errors import EvaluationError
from search.evaluation.judgements import (
    JudgedQuery,
    read_corpus_judgements,
    read_practice_judgements,
)
from search.evaluation.report import report
from search.evaluation.run import evaluate, practice_names
from search.evaluation.throw_away import throw_away_engine

TANTIVY, ELASTICSEARCH = "tantivy", "elasticsearch"

Watch = Callable[[Iterable[Any], int, str], Iterable[Any]]
"""Passes on what it is given, and shows how far along it is: items, how many, and their name."""


@dataclass(frozen=True, kw_only=True)
class Engine:
    """Which engine is asked: the portal's own when neither a kind nor an address is given."""

    kind: str = ""
    url: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the portal's own index is searched as it stands."""
        return not (self.kind or self.url)

    @property
    def server(self) -> str:
        """Address of the Elasticsearch server for a throw-away index; empty for tantivy.

        Raises:
            EvaluationError: Elasticsearch is wanted and nothing says where it is.
        """
        configured = str(settings.SEARCH_ENGINE_URL)
        kind = self.kind or (ELASTICSEARCH if self.url else _kind_of(configured))
        if kind == TANTIVY:
            return ""
        url = self.url or configured
        if _kind_of(url) != ELASTICSEARCH:
            raise EvaluationError(
                "Where is Elasticsearch? Give its address, as in --url http://127.0.0.1:9200."
            )
        return url


def measure_practices(judgements: Path, *, engine: Engine, watch: Watch) -> dict[str, Any]:
    """Score the judged queries of the portal; see `report` for the answer.

    Raises:
        EvaluationError: the file cannot be used, or the portal has none of the judged practices.
        SearchUnavailableError: the engine cannot answer.
    """
    judged = read_practice_judgements(judgements)
    names = practice_names()
    unknown = _unknown(judged, set(names.values()), where="the portal")
    queries = watch(judged, len(judged), "query")
    if engine.is_own:
        scores = evaluate(queries, engine=current_engine(), names=names.get)
    else:
        documents = watch(all_practice_documents(), len(names), "practice")
        with throw_away_engine(documents, collection=PRACTICES, url=engine.server) as filled:
            scores = evaluate(queries, engine=filled, names=names.get)
    return {**report(scores), "judged_but_unknown": unknown}


def measure_corpus(
    judgements: Path, corpus_file: Path, *, engine: Engine, watch: Watch
) -> dict[str, Any]:
    """Index a corpus, score its judged queries and remove the index; see `report`.

    Raises:
        EvaluationError: a file cannot be used, or the corpus has none of the judged documents.
        SearchUnavailableError: the engine cannot answer.
    """
    judged = read_corpus_judgements(judgements)
    corpus = read_corpus(corpus_file)
    unknown = _unknown(judged, set(corpus.ids), where=corpus_file.name)
    documents = watch(corpus.documents(), len(corpus.ids), "document")
    queries = watch(judged, len(judged), "query")
    with throw_away_engine(documents, collection=corpus.collection, url=engine.server) as filled:
        scores = evaluate(
            queries, engine=filled, names=corpus.original_id, field_of=corpus.field_of
        )
    return {**report(scores), "judged_but_unknown": unknown}


def _kind_of(url: str) -> str:
    return TANTIVY if url.startswith("tantivy:") else ELASTICSEARCH


def _unknown(judged: Iterable[JudgedQuery], known: Collection[str], *, where: str) -> list[str]:
    useful = {name for item in judged for name, grade in item.grades.items() if grade > 0}
    if useful and useful.isdisjoint(known):
        raise EvaluationError(
            f"None of the judged documents is in {where}, for example “{min(useful)}”. "
            "Are these the right files, and is everything loaded?"
        )
    return sorted(useful.difference(known))
