"""Compiles what somebody types, and what a document resembles, into Elasticsearch requests."""

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.weights import LIKENESS_FIELDS
from search.plan.likeness import Likeness
from search.plan.prefix import Prefix

_BEGUN, _TOGETHER = 2.0, 1.0
"""Scores that order titles in three ranks; whether a title has the words decides nothing else."""


def title_request(prefix: Prefix, *, client: Elasticsearch, index: str) -> Search:
    """One request for the best titles of a prefix."""
    needed = [Q("terms", visibility=list(prefix.visibility))]
    needed += [Q("prefix", title_plain={"value": word}) for word in prefix.words]
    better = [_ranked(Q("term", title_start=prefix.start), _BEGUN)]
    if len(prefix.finished) > 1:
        together = Q("match_phrase", title_plain={"query": " ".join(prefix.finished)})
        better.append(_ranked(together, _TOGETHER))
    query = Q("bool", filter=needed, should=better, minimum_should_match=0)
    return (
        Search(using=client, index=index)
        .query(query)
        .source(["shown.title"])
        .sort("_score", "-newest")
        .extra(size=prefix.limit, track_total_hits=False)
    )


def likeness_request(likeness: Likeness, *, client: Elasticsearch, index: str) -> Search:
    """One request for the documents with most words and values of a likeness."""
    wanted = [
        Q("match", **{field: {"query": word}})
        for word in likeness.words
        for field in LIKENESS_FIELDS
    ]
    wanted += [
        _ranked(Q("term", **{shared.field: shared.value}), shared.weight)
        for shared in likeness.shared
    ]
    apart = [Q("ids", values=[likeness.document_id])]
    apart += [Q("terms", **{without.field: list(without.values)}) for without in likeness.without]
    query = Q(
        "bool",
        filter=[Q("terms", visibility=list(likeness.visibility))],
        should=wanted or [Q("match_none")],
        minimum_should_match=1,
        must_not=apart,
    )
    return (
        Search(using=client, index=index)
        .query(query)
        .source(includes=[])
        .sort("_score", "-newest")
        .extra(size=likeness.limit, track_total_hits=False)
    )


def _ranked(query: Query, score: float) -> Query:
    return Q("constant_score", filter=query, boost=score)
