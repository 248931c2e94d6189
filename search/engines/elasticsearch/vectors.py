"""Vectors in Elasticsearch: a nested field for each model, and the question for what is nearest."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from elasticsearch import Elasticsearch

from search.embeddings.port import Vectors
from search.port import Change, Document

PATH = "meaning"
PRECISION = 4
"""Decimals of a similarity: beyond them two engines differ, and equal ones go by id."""
MARGIN = 10
"""Asked for beyond the limit, since the server cuts equal ones off in an order of its own."""
CANDIDATES = 200
"""Passages that the graph is searched for, many times what is asked for: nearly exact."""


def field_name(model: str, dimensions: int) -> str:
    """The field of a model's vectors; models of other sizes cannot share one."""
    return "m" + hashlib.sha256(f"{model}/{dimensions}".encode()).hexdigest()[:16]


def with_vector_fields(
    client: Elasticsearch, changes: Iterable[Change], *, index: str
) -> Iterator[Change]:
    """The same changes; before the first that has vectors of a model, the index learns its field.

    So a model is turned on, or another put in its place, without a rebuild.
    """
    known: set[str] = set()
    for change in changes:
        for meaning in change.document.meanings if change.document is not None else ():
            name = field_name(meaning.model, meaning.dimensions)
            if name not in known:
                client.indices.put_mapping(index=index, properties=_field(name, meaning.dimensions))
                known.add(name)
        yield change


def vector_source(document: Document) -> list[dict[str, Any]]:
    """The document's passages, each a nested document with one vector."""
    return [
        {field_name(meaning.model, meaning.dimensions): row}
        for meaning in document.meanings
        for row in np.frombuffer(meaning.rows, dtype="<f4").reshape(-1, meaning.dimensions).tolist()
    ]


def nearest_request(
    vector: Vectors, *, model: str, visibility: Sequence[str], limit: int
) -> dict[str, Any]:
    """Search arguments for the ids nearest to the vector, each by its closest passage."""
    return {
        "knn": {
            "field": f"{PATH}.{field_name(model, len(vector))}",
            "query_vector": vector.tolist(),
            "k": limit + MARGIN,
            "num_candidates": max(CANDIDATES, 5 * (limit + MARGIN)),
            "filter": {"terms": {"visibility": list(visibility)}},
        },
        "size": limit + MARGIN,
        "source": False,
    }


def nearest_found(answer: Any) -> list[tuple[str, float]]:
    """Ids and cosines, nearest first; the server's score is (1 + cosine) / 2."""
    found = [
        (row["_id"], round(2 * row["_score"] - 1, PRECISION)) for row in answer["hits"]["hits"]
    ]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _field(name: str, dimensions: int) -> dict[str, Any]:
    vector = {
        "type": "dense_vector",
        "dims": dimensions,
        "similarity": "cosine",
        # Whole numbers of 32 bits: the default rounds them to 8 bits, and the order with them.
        "index_options": {"type": "hnsw"},
    }
    return {PATH: {"type": "nested", "properties": {name: vector}}}
