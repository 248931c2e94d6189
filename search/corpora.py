"""What is indexed and how it is read: the kinds of things that have an index of their own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from search.documents.collection import PRACTICES, TENDERS
from search.documents.practice import practice_documents, public_practice_ids
from search.documents.tender import listed_tender_ids, tender_documents
from search.models.outbox import Entity
from search.port import Collection, Document, SearchEngine


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """All things of one kind.

    `documents` takes id -> version and gives those that everybody may see; `public_ids` names all
    of these in ascending order.
    """

    entity: Entity
    collection: Collection
    documents: Callable[[Mapping[int, int]], dict[int, Document]]
    public_ids: Callable[[], Iterator[int]]


CORPORA = (
    Corpus(
        entity=Entity.PRACTICE,
        collection=PRACTICES,
        documents=practice_documents,
        public_ids=public_practice_ids,
    ),
    Corpus(
        entity=Entity.TENDER,
        collection=TENDERS,
        documents=tender_documents,
        public_ids=listed_tender_ids,
    ),
)
_BY_NAME = {corpus.collection.name: corpus for corpus in CORPORA}


def corpus_of(engine: SearchEngine) -> Corpus:
    """What the engine's index holds; a collection made for a measurement alone is none of ours."""
    return _BY_NAME[engine.collection.name]
