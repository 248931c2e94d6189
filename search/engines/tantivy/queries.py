"""Compiles a plan into tantivy queries."""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur, Query

from search.engines.tantivy.schema import PLAIN_FIELD
from search.engines.weights import ALL_FIELD, FIELD_WEIGHTS
from search.highlighting import PHRASE_SLOP
from search.plan.model import TIE_BREAKER, Alternative, Concept, FieldFilter, Plan
from search.text import stem


class PlanCompiler:
    """The queries of one plan against one schema; query words are stemmed as documents were."""

    def __init__(self, schema: tantivy.Schema, plan: Plan) -> None:
        self._schema = schema
        self._plan = plan

    def results(self) -> Query:
        """What matches the plan: words and phrases score, everything else only narrows."""
        if not self._plan.is_ranked:
            return self.under(self._plan.filters)
        concepts = [self._concept(concept) for concept in self._plan.concepts]
        return Query.boolean_query([*self._wanted(concepts), *self._narrowing(self._plan.filters)])

    def under(self, filters: Iterable[FieldFilter]) -> Query:
        """What matches the plan's words, visibility and ids under filters; in no useful order."""
        # Beside words in quotation marks, the others only move the order.
        plan = self._plan
        wordings = [] if plan.phrases else _deciding_wordings(plan.concepts)
        held = [self._held(wording) for wording in wordings]
        return Query.boolean_query([*self._wanted(held), *self._narrowing(filters)])

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

    def _wanted(self, sought: Iterable[Query]) -> list[tuple[Occur, Query]]:
        clauses = [(Occur.Must, self._quoted(phrase)) for phrase in self._plan.phrases]
        anything = [(Occur.Should, query) for query in sought]
        if anything:
            if self._plan.is_widened:
                ids = [near.id for near in self._plan.near]
                near = Query.const_score_query(self._any_of("id", ids), 0.0)
                anything.append((Occur.Should, near))
            occur = Occur.Should if clauses else Occur.Must
            clauses.append((occur, Query.boolean_query(anything)))
        return clauses

    def _concept(self, concept: Concept) -> Query:
        return Query.disjunction_max_query(
            [self._scored(alternative) for alternative in concept.alternatives], TIE_BREAKER
        )

    def _scored(self, alternative: Alternative) -> Query:
        parts = [(Occur.Must, self._scored_part(part)) for part in _parts(alternative)]
        return Query.boost_query(Query.boolean_query(parts), alternative.weight)

    def _scored_part(self, stems: Sequence[str]) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(self._phrase(name, stems, PHRASE_SLOP), weight))
                for name, weight in FIELD_WEIGHTS.items()
            ]
        )

    def _held(self, alternative: Alternative) -> Query:
        # The one field that holds all others is enough to know whether a word is there.
        parts = [self._phrase(ALL_FIELD, part, PHRASE_SLOP) for part in _parts(alternative)]
        return (
            parts[0]
            if len(parts) == 1
            else Query.boolean_query([(Occur.Must, part) for part in parts])
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


def _parts(alternative: Alternative) -> list[list[str]]:
    """Runs of stems that a document must hold, each with its words together."""
    stems = [stem(word) for word in alternative.words]
    return [stems] if alternative.is_phrase else [[part] for part in stems]


def _deciding_wordings(concepts: Iterable[Concept]) -> list[Alternative]:
    """The wordings that decide what matches, where a document needs one of any concept.

    A wording that holds a word which is enough by itself adds no document: “staff retention”
    none beside “retention”. Phrases are what costs most to match.
    """
    wordings = {
        (alternative.is_phrase, tuple(map(stem, alternative.words))): alternative
        for concept in concepts
        for alternative in concept.alternatives
    }
    enough = {stems[0] for _is_phrase, stems in wordings if len(stems) == 1}
    return [
        alternative
        for (_is_phrase, stems), alternative in wordings.items()
        if len(stems) == 1 or enough.isdisjoint(stems)
    ]
