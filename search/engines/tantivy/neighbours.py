"""Compiles what somebody types, and what a document resembles, into tantivy queries."""

import re
from collections.abc import Iterator, Sequence

import tantivy
from tantivy import Occur, Query

from search.engines.tantivy.schema import TITLE_PLAIN, TITLE_START
from search.engines.weights import LIKENESS_FIELDS
from search.plan.likeness import Likeness
from search.plan.prefix import Prefix
from search.text import stem


def title_queries(schema: tantivy.Schema, prefix: Prefix) -> Iterator[Query]:
    """The best titles for a prefix, then ever wider queries that hold those before them."""
    every = [_starting(schema, TITLE_PLAIN, word) for word in prefix.words]
    visible = _any_of(schema, "visibility", prefix.visibility)
    yield _all(visible, _term(schema, TITLE_START, prefix.start), *every)
    if len(prefix.finished) > 1:
        together = Query.phrase_query(schema, TITLE_PLAIN, list(prefix.finished), 0)
        yield _all(visible, together, *every)
    yield _all(visible, *every)


def likeness_query(schema: tantivy.Schema, likeness: Likeness) -> Query:
    """Documents with the words and values of a likeness; only those two decide the score."""
    wanted = [
        _term(schema, field, stem(word)) for word in likeness.words for field in LIKENESS_FIELDS
    ]
    wanted += [
        Query.const_score_query(_term(schema, shared.field, shared.value), shared.weight)
        for shared in likeness.shared
    ]
    visible = Query.const_score_query(_any_of(schema, "visibility", likeness.visibility), 0.0)
    itself = _term(schema, "id", likeness.document_id)
    apart = [_any_of(schema, without.field, without.values) for without in likeness.without]
    return Query.boolean_query(
        [
            (Occur.Must, Query.boolean_query([(Occur.Should, part) for part in wanted])),
            (Occur.Must, visible),
            *((Occur.MustNot, part) for part in (itself, *apart)),
        ]
    )


def _all(*parts: Query) -> Query:
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def _starting(schema: tantivy.Schema, field: str, start: str) -> Query:
    return Query.regex_query(schema, field, f"{re.escape(start)}.*")


def _term(schema: tantivy.Schema, field: str, value: str) -> Query:
    return Query.term_query(schema, field, value, "freq")


def _any_of(schema: tantivy.Schema, field: str, values: Sequence[str]) -> Query:
    # A set, even of one, costs a walk through the field's values that a term does not.
    if len(values) == 1:
        return _term(schema, field, values[0])
    return Query.term_set_query(schema, field, list(values))
