"""Compiles a plan into tantivy queries."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import tantivy
from tantivy import Occur, Query

from search.engines.tantivy.schema import PLAIN_FIELD
from search.engines.weights import FIELD_WEIGHTS
from search.highlighting import PHRASE_SLOP
from search.plan.model import TIE_BREAKER, Alternative, Concept, FieldFilter, Plan
from search.port import PRIORS
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
        return Query.boolean_query(
            [(Occur.Must, self._weighed()), *self._narrowing(self._plan.filters)]
        )

    def under(self, filters: Iterable[FieldFilter]) -> Query:
        """What matches the plan's words, visibility and ids under filters; in no useful order."""
        return Query.boolean_query([*self._scoring(), *self._narrowing(filters)])

    def _weighed(self) -> Query:
        # tantivy cannot multiply a score by a field; one query for each prior comes to the same.
        words = Query.boolean_query(self._scoring())
        weighed = [self._of_prior(Query.boost_query(words, step), step) for step in PRIORS]
        return Query.boolean_query([(Occur.Should, query) for query in weighed])

    def _of_prior(self, query: Query, prior: float) -> Query:
        has_prior = Query.const_score_query(self._any_of("prior", [str(prior)]), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, has_prior)])

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

    def _scoring(self) -> list[tuple[Occur, Query]]:
        clauses = [(Occur.Must, self._quoted(phrase)) for phrase in self._plan.phrases]
        concepts = [(Occur.Should, self._concept(concept)) for concept in self._plan.concepts]
        if concepts:
            if self._plan.is_widened:
                near = Query.const_score_query(self._any_of("id", self._plan.near), 0.0)
                concepts.append((Occur.Should, near))
            occur = Occur.Should if clauses else Occur.Must
            clauses.append((occur, Query.boolean_query(concepts)))
        return clauses

    def _concept(self, concept: Concept) -> Query:
        return Query.disjunction_max_query(
            [self._alternative(alternative) for alternative in concept.alternatives], TIE_BREAKER
        )

    def _alternative(self, alternative: Alternative) -> Query:
        stems = [stem(word) for word in alternative.words]
        if alternative.is_phrase:
            found = _in_any_field(lambda name: self._phrase(name, stems, PHRASE_SLOP))
        else:
            words = [_in_any_field(partial(self._term, word=part)) for part in stems]
            found = Query.boolean_query([(Occur.Must, word) for word in words])
        return Query.boost_query(found, alternative.weight)

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


def _in_any_field(query_for: Callable[[str], Query]) -> Query:
    return Query.boolean_query(
        [
            (Occur.Should, Query.boost_query(query_for(name), weight))
            for name, weight in FIELD_WEIGHTS.items()
        ]
    )
