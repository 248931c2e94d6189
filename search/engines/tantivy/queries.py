"""Compiles a plan into tantivy queries."""

from collections.abc import Callable, Iterable, Sequence

import tantivy
from tantivy import Occur, Query

from search.engines.tantivy.schema import PLAIN_FIELD
from search.engines.weights import ALL_FIELD, FIELD_WEIGHTS
from search.highlighting import PHRASE_SLOP
from search.plan.model import TIE_BREAKER, Alternative, Concept, FieldFilter, Plan
from search.text import stem

_Word = Callable[[Sequence[str]], Query]
"""From the stems of one word, or of a phrase, to the query for it."""


class PlanCompiler:
    """The queries of one plan against one schema; query words are stemmed as documents were."""

    def __init__(self, schema: tantivy.Schema, plan: Plan) -> None:
        self._schema = schema
        self._plan = plan

    def results(self) -> Query:
        """What matches the plan: words and phrases score, everything else only narrows."""
        if not self._plan.is_ranked:
            return self.under(self._plan.filters)
        narrowing = self._narrowing(self._plan.filters)
        return Query.boolean_query([*self._wanted(self._scored_word), *narrowing])

    def under(self, filters: Iterable[FieldFilter]) -> Query:
        """What matches the plan's words, visibility and ids under filters; in no useful order."""
        return Query.boolean_query([*self._wanted(self._word), *self._narrowing(filters)])

    def _narrowing(self, filters: Iterable[FieldFilter]) -> list[tuple[Occur, Query]]:
        clauses = [self._any_of("visibility", self._plan.visibility)]
        if self._plan.ids is not None:
            clauses.append(self._any_of("id", self._plan.ids))
        clauses += [self._any_of(filter_.field, filter_.values) for filter_ in filters]
        # A constant score of 0 keeps a filter from moving the order of the results.
        narrowing = [(Occur.Must, Query.const_score_query(clause, 0.0)) for clause in clauses]
        if self._plan.hidden:
            narrowing.append((Occur.MustNot, self._any_of("id", self._plan.hidden)))
        return narrowing

    def _wanted(self, word: _Word) -> list[tuple[Occur, Query]]:
        clauses = [(Occur.Must, self._quoted(phrase)) for phrase in self._plan.phrases]
        concepts = [(Occur.Should, self._concept(concept, word)) for concept in self._plan.concepts]
        if concepts:
            if self._plan.is_widened:
                ids = [near.id for near in self._plan.near]
                near = Query.const_score_query(self._any_of("id", ids), 0.0)
                concepts.append((Occur.Should, near))
            occur = Occur.Should if clauses else Occur.Must
            clauses.append((occur, Query.boolean_query(concepts)))
        return clauses

    def _concept(self, concept: Concept, word: _Word) -> Query:
        return Query.disjunction_max_query(
            [self._alternative(alternative, word) for alternative in concept.alternatives],
            TIE_BREAKER,
        )

    def _alternative(self, alternative: Alternative, word: _Word) -> Query:
        stems = [stem(part) for part in alternative.words]
        parts = [stems] if alternative.is_phrase else [[part] for part in stems]
        found = Query.boolean_query([(Occur.Must, word(part)) for part in parts])
        return Query.boost_query(found, alternative.weight)

    def _word(self, stems: Sequence[str]) -> Query:
        # The one field that holds all others is enough to know whether a word is there.
        return self._phrase(ALL_FIELD, stems, PHRASE_SLOP)

    def _scored_word(self, stems: Sequence[str]) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(self._phrase(name, stems, PHRASE_SLOP), weight))
                for name, weight in FIELD_WEIGHTS.items()
            ]
        )

    def _quoted(self, phrase: Sequence[str]) -> Query:
        return self._phrase(PLAIN_FIELD, phrase, 0)

    def _phrase(self, field: str, words: Sequence[str], slop: int) -> Query:
        if len(words) == 1:
            return self._term(field, words[0])
        return Query.phrase_query(self._schema, field, list(words), slop)

    def _term(self, field: str, word: str) -> Query:
        return Query.term_query(self._schema, field, word, "freq")

    def _any_of(self, field: str, values: Sequence[str]) -> Query:
        if len(values) == 1:
            # A set of terms builds an automaton, which takes far longer than one lookup:
            # 0.28 ms, or a second over the saved searches that one alert run asks.
            return Query.term_query(self._schema, field, values[0], "basic")
        return Query.term_set_query(self._schema, field, list(values))
