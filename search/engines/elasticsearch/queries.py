"""Compiles a plan into one Elasticsearch request."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search.engines.weights import FIELD_WEIGHTS
from search.facets import facet_groups
from search.highlighting import PHRASE_SLOP
from search.plan.model import TIE_BREAKER, Alternative, Concept, FieldFilter, Plan

MAX_FACET_VALUES = 10_000


def matching(plan: Plan) -> Query:
    """What matches the plan's words, visibility and ids; the chosen filters are not in it.

    A score by words is multiplied by the document's prior.
    """
    narrowing = [Q("terms", visibility=list(plan.visibility))]
    if plan.ids is not None:
        narrowing.append(Q("ids", values=list(plan.ids)))
    must = [_quoted(phrase) for phrase in plan.phrases]
    should = [_concept(concept) for concept in plan.concepts]
    if plan.is_widened:
        near = Q("ids", values=[near.id for near in plan.near])
        should.append(Q("constant_score", filter=near, boost=0))
    required = 1 if should and not must else 0
    hidden = [Q("ids", values=list(plan.hidden))] if plan.hidden else []
    found = Q(
        "bool",
        filter=narrowing,
        must=must,
        must_not=hidden,
        should=should,
        minimum_should_match=required,
    )
    if not plan.is_ranked:
        return found
    prior = {"field_value_factor": {"field": "prior"}}
    return Q("function_score", query=found, functions=[prior], boost_mode="multiply")


def chosen(filters: Iterable[FieldFilter]) -> Query:
    """Documents under the filters; all of them when there is none."""
    clauses = [Q("terms", **{filter_.field: list(filter_.values)}) for filter_ in filters]
    return Q("bool", filter=clauses)


def page_request(plan: Plan, *, client: Elasticsearch, index: str) -> Search:
    """One request for results and facets.

    The filters are a `post_filter`, so that each facet can be counted under the others alone;
    visibility is inside the query and bounds the counts too.
    """
    request = (
        Search(using=client, index=index)
        .query(matching(plan))
        .post_filter(chosen(plan.filters))
        .source(["shown", "version"])
        .extra(track_total_hits=True, from_=plan.offset, size=plan.size)
    )
    request = request.sort("_score", "-newest") if plan.is_ranked else request.sort("-newest")
    for number, (filters, names) in enumerate(facet_groups(plan)):
        group = request.aggs.bucket(f"group_{number}", A("filter", filter=chosen(filters)))
        for name in names:
            group.bucket(name, A("terms", field=name, size=MAX_FACET_VALUES))
    return request


def ranking_request(plan: Plan, *, client: Elasticsearch, index: str, limit: int) -> Search:
    """One request for the first ids of the plan's results, without texts and without facets."""
    bare = replace(plan, facets=(), offset=0, size=limit)
    return page_request(bare, client=client, index=index).source(excludes=["*"])


def _concept(concept: Concept) -> Query:
    return Q(
        "dis_max",
        queries=[_alternative(alternative) for alternative in concept.alternatives],
        tie_breaker=TIE_BREAKER,
    )


def _alternative(alternative: Alternative) -> Query:
    if alternative.is_phrase:
        text = " ".join(alternative.words)
        required = [_in_any_field(lambda name, boost: _phrase(name, text, PHRASE_SLOP, boost))]
    else:
        required = [_in_any_field(partial(_word, word)) for word in alternative.words]
    return Q("bool", must=required, boost=alternative.weight)


def _in_any_field(query_for: Callable[[str, float], Query]) -> Query:
    parts = [query_for(name, weight) for name, weight in FIELD_WEIGHTS.items()]
    return Q("bool", should=parts, minimum_should_match=1)


def _word(word: str, field: str, boost: float) -> Query:
    return Q("match", **{field: {"query": word, "boost": boost}})


def _quoted(phrase: Sequence[str]) -> Query:
    return _phrase("plain_words", " ".join(phrase), 0)


def _phrase(field: str, text: str, slop: int, boost: float = 1.0) -> Query:
    return Q("match_phrase", **{field: {"query": text, "slop": slop, "boost": boost}})
