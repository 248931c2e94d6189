"""A handful of documents in memory, to be asked which of them a search would find."""

from collections.abc import Iterable, Iterator

import tantivy
from tantivy import Query, Searcher

from search.documents.collection import PRACTICES
from search.engines.tantivy.queries import PlanCompiler
from search.engines.tantivy.schema import build_schema, register_tokenizers, tantivy_document
from search.plan.model import Plan
from search.port import Collection, Document

WRITER_HEAP = 15_000_000  # bytes; the least that tantivy takes


class MemoryIndex:
    """Documents in an index that only this object has: same schema, words and compiler as on disk.

    What matches a plan does not depend on the other documents of an index, only scores do, so the
    answer for each document is that of any index that holds it.
    """

    def __init__(self, documents: Iterable[Document], collection: Collection = PRACTICES) -> None:
        self._index = tantivy.Index(build_schema(collection))
        register_tokenizers(self._index)
        writer = self._index.writer(WRITER_HEAP, 1)
        for document in documents:
            writer.add_document(tantivy_document(document, collection))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        self._ids = dict(_ids(self._searcher))

    def ids_matching(self, plan: Plan) -> frozenset[str]:
        """Ids of all documents that match the words, filters, visibility and ids of the plan."""
        if not self._ids:
            return frozenset()
        query = PlanCompiler(self._index.schema, plan).under(plan.filters)
        found = self._searcher.search(query, len(self._ids), count=False).hits
        return frozenset(self._ids[address.segment_ord, address.doc] for _score, address in found)


def _ids(searcher: Searcher) -> Iterator[tuple[tuple[int, int], str]]:
    # Read once: a stored row is unpacked at each reading, and thousands of searches ask.
    if not searcher.num_docs:
        return
    for _score, address in searcher.search(Query.all_query(), searcher.num_docs).hits:
        yield (address.segment_ord, address.doc), searcher.doc(address)["id"][0]
