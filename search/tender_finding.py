"""Runs a reader's query of the tender board: words by the index, everything else by the database.

The index gives the best matches; dates, areas and codes are compared in the database, which knows
what day it is, and which has the last word on what is listed at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from portal.tenders.board import BoardQuery, Sort
from portal.tenders.narrowing import narrowed
from portal.tenders.querysets import TenderQuerySet
from search.documents.collection import TENDERS
from search.engines.choice import current_engine
from search.language import Language, language_of
from search.plan.build import plan_for_text
from search.plan.model import Plan
from search.port import Hit, SearchEngine

MOST = 5_000
"""Best matches that are looked at; more than anybody pages to, and one database query."""


@dataclass(frozen=True, kw_only=True)
class TendersFound:
    """All that fits a query; `ids` are the matches of its words, best first, or None without."""

    query: BoardQuery
    plan: Plan
    ids: Sequence[int] | None
    tenders: TenderQuerySet
    at: datetime

    @property
    def has_words(self) -> bool:
        """Whether there were words that could be read."""
        return self.ids is not None

    @property
    def is_by_relevance(self) -> bool:
        """Whether the best match comes first; otherwise what closes soonest."""
        return self.has_words and self.query.sort == Sort.RELEVANCE

    @cached_property
    def total(self) -> int:
        """How many were found."""
        return len(self._best_first) if self.is_by_relevance else self.tenders.count()

    def ordered_ids(self, start: int = 0, end: int | None = None) -> list[int]:
        """Ids of what was found, in the order of the query, from place `start` up to `end`.

        What closes soonest is sorted and cut by the database, so one page reads its own rows only.
        """
        if self.is_by_relevance:
            return self._best_first[start:end]
        in_order = self.tenders.open_first(self.at).values_list("pk", flat=True)
        return list(in_order[start:end])

    @cached_property
    def _best_first(self) -> list[int]:
        found = set(self.tenders.values_list("pk", flat=True))
        return [pk for pk in self.ids or () if pk in found]


def words_plan(query: BoardQuery, *, language: Language) -> Plan:
    """What decides whether a tender holds the words of a query; its filters are not in it."""
    return plan_for_text(
        query.text,
        synonyms=language.synonyms,
        corrector=language.corrector,
        is_exact=query.is_exact,
    )


def tenders_found(
    query: BoardQuery, *, at: datetime, engine: SearchEngine | None = None
) -> TendersFound:
    """Everything that fits the query; without words the engine is not asked.

    Raises:
        SearchUnavailableError: there are words, and the engine cannot answer.
    """
    plan, ids = Plan(), None
    if query.text:
        engine = engine or current_engine(TENDERS)
        plan = words_plan(query, language=language_of(engine))
    if engine is not None and (plan.concepts or plan.phrases):
        ids = [int(document_id) for document_id, _score in engine.ranking(plan, MOST)]
    return TendersFound(
        query=query, plan=plan, ids=ids, tenders=narrowed(query, at=at, ids=ids), at=at
    )


def hits_of(
    found: TendersFound, ids: Sequence[int], *, engine: SearchEngine | None = None
) -> dict[int, Hit]:
    """Id -> what was found in it, for some of the results; empty without words.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    if not found.has_words or not ids:
        return {}
    engine = engine or current_engine(TENDERS)
    wanted = tuple(str(pk) for pk in ids)
    page = engine.search(replace(found.plan, ids=wanted, size=len(wanted)))
    return {int(hit.id): hit for hit in page.hits}
