"""The search engine over a directory of tantivy indexes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import tantivy
from tantivy import DocAddress, Occur, Query, Searcher

from search.documents.collection import PRACTICES
from search.embeddings.port import Vectors
from search.engines.pinning import with_pinned
from search.engines.tantivy.facets import count_facets
from search.engines.tantivy.neighbours import likeness_query, title_queries
from search.engines.tantivy.ordering import newest, newest_among_equals, ordered
from search.engines.tantivy.queries import PlanCompiler
from search.engines.tantivy.schema import (
    LIFT_FIELD,
    PLAIN_FIELD,
    prior_of_lift,
    tantivy_document,
)
from search.engines.tantivy.store import TantivyStore, reading
from search.engines.tantivy.vectors import VectorReader, vector_writer
from search.fusion import fused_page
from search.highlighting import Highlighter
from search.plan.likeness import Likeness
from search.plan.model import Plan
from search.plan.prefix import Prefix
from search.port import (
    Change,
    Collection,
    Document,
    Failure,
    Hit,
    Neighbour,
    Page,
    SearchUnavailableError,
    Status,
    TitleFound,
)

_CHUNK = 500


class TantivyEngine:
    """`SearchEngine` for one machine: no server, and an index that any process may read."""

    def __init__(self, directory: Path, prefix: str, collection: Collection = PRACTICES) -> None:
        self.collection = collection
        self.directory = directory
        self._store = TantivyStore(directory, prefix, collection)
        self._vectors = VectorReader()

    def apply(self, changes: Iterable[Change]) -> list[Failure]:
        """Write changes in one commit; a change that is not newer than the index is skipped."""
        index = self._store.open()
        failures: list[Failure] = []
        with (
            reading(),
            self._store.writer(index) as writer,
            vector_writer(self._store.current_directory) as vectors,
        ):
            wanted = list(changes)
            known = _versions(index, [change.id for change in wanted])
            for change in wanted:
                if change.id in known and known[change.id] >= change.version:
                    continue
                try:
                    self._write(writer, change)
                    vectors.write(change.id, change.document)
                except ValueError as error:
                    failures.append(Failure(id=change.id, reason=str(error)))
        return failures

    def search(self, plan: Plan) -> Page:
        """Results with marked texts, and facets counted under every filter but their own."""
        return with_pinned(plan, self._page)

    def _page(self, plan: Plan) -> Page:
        if plan.is_fused:
            return fused_page(plan, engine=self)
        index = self._store.open()
        with reading():
            searcher = index.searcher()
            compiler = PlanCompiler(index.schema, plan)
            facets = count_facets(searcher, compiler, plan)
            total, found = ordered(searcher, compiler.results(), plan)
            highlighter = Highlighter(plan)
            hits = [_hit(searcher, highlighter, *result) for result in found]
            return Page(hits=tuple(hits), total=total, facets=facets())

    def ranking(self, plan: Plan, limit: int) -> list[tuple[str, float]]:
        """Ids and scores of the best results, without their texts."""
        index = self._store.open()
        best = replace(plan, offset=0, size=limit)
        with reading():
            searcher = index.searcher()
            _total, found = ordered(searcher, PlanCompiler(index.schema, best).results(), best)
            return [(searcher.doc(address)["id"][0], float(score)) for score, address in found]

    def nearest(
        self, vector: Vectors, *, model: str, visibility: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """By comparing with every vector: exact, and a few milliseconds for 10,000 practices."""
        self._store.open()
        similarity = dict(self._vectors.nearest(self._store.current_directory, vector, model))
        ordered = list(similarity)
        seen: list[tuple[str, float]] = []
        for start in range(0, len(ordered), max(limit, 1)):
            some = tuple(ordered[start : start + limit])
            allowed = Plan(visibility=tuple(visibility), ids=some)
            visible = dict(self.ranking(allowed, len(some)))
            seen += [(item, similarity[item]) for item in some if item in visible]
            if len(seen) >= limit:
                break
        return seen[:limit]

    def suggest(self, prefix: Prefix) -> tuple[TitleFound, ...]:
        """Titles that hold what is being typed, the closest first."""
        if not prefix.words:
            return ()
        index = self._store.open()
        addresses: dict[tuple[int, int], DocAddress] = {}
        with reading():
            searcher = index.searcher()
            for query in title_queries(index.schema, prefix):
                if len(addresses) < prefix.limit:
                    for address in newest(searcher, query, prefix.limit):
                        addresses.setdefault((address.segment_ord, address.doc), address)
            rows = [searcher.doc(one) for one in list(addresses.values())[: prefix.limit]]
        return tuple(TitleFound(id=row["id"][0], title=_shown(row)["title"]) for row in rows)

    def similar(self, likeness: Likeness) -> tuple[Neighbour, ...]:
        """The documents that share most with another, nearest first."""
        index = self._store.open()
        with reading():
            searcher = index.searcher()
            found = searcher.search(
                likeness_query(index.schema, likeness), likeness.limit, count=False
            )
            ranked = newest_among_equals(searcher, found)
            return tuple(
                Neighbour(id=searcher.doc(address)["id"][0], score=float(score))
                for score, address in ranked
            )

    def vocabulary(self) -> dict[str, int]:
        """Every indexed word with its number of documents."""
        index = self._store.open()
        with reading():
            return dict(index.searcher().terms_with_prefix(PLAIN_FIELD, ""))

    def versions(self) -> Iterator[tuple[str, int]]:
        """Id and version of every document, read in chunks."""
        searcher = self._store.open().searcher()
        with reading():
            found = searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False).hits
        addresses = [address for _score, address in found]
        for start in range(0, len(addresses), _CHUNK):
            yield from _rows(searcher, addresses[start : start + _CHUNK])

    def create(self) -> str:
        """Name of a fresh directory that nobody reads yet."""
        return self._store.create()[0]

    def pinned(self, index: str) -> "TantivyEngine":
        """The same folder, with the named index in the place of the one in use."""
        engine = copy(self)
        engine._store = self._store.pinned(index)
        engine._vectors = VectorReader()
        return engine

    def switch_to(self, index: str) -> str:
        """Move the pointer to the named index; name of the one before, which is kept."""
        return self._store.switch_to(index)

    def discard(self, index: str) -> None:
        """Remove an index that was not finished."""
        self._store.discard(index)

    def rebuild(self, source: Iterable[Document]) -> int:
        """Fill a fresh directory, then move the pointer to it; until then the old one answers."""
        name, index = self._store.create()
        count = 0
        try:
            path = self._store.directory / name
            with self._store.writer(index) as writer, vector_writer(path) as vectors:
                for document in source:
                    writer.add_document(tantivy_document(document, self.collection))
                    vectors.write(document.id, document)
                    count += 1
            self._store.switch_to(name)
        except BaseException:
            self._store.discard(name)
            raise
        return count

    def status(self) -> Status:
        """Whether the index can be read, and how many documents it holds."""
        name = ""
        try:
            name = self._store.current_name
            documents = self._store.open().searcher().num_docs
        except SearchUnavailableError as error:
            return Status(
                engine="tantivy", index=name, is_ready=False, documents=0, detail=str(error)
            )
        return Status(engine="tantivy", index=name, is_ready=True, documents=documents)

    def explain(self, plan: Plan, document_id: str) -> dict[str, Any]:
        """The library's own account of the score; empty when the document does not match."""
        index = self._store.open()
        with reading():
            searcher = index.searcher()
            query = PlanCompiler(index.schema, plan).results()
            only = Query.const_score_query(Query.term_query(index.schema, "id", document_id), 0.0)
            one = Query.boolean_query([(Occur.Must, query), (Occur.Must, only)])
            found = searcher.search(one, 1).hits
            if not found:
                return {}
            address = found[0][1]
            words: dict[str, Any] = json.loads(query.explain(searcher, address).to_json())
            (lift,) = searcher.fast_field_values(LIFT_FIELD, [address])
        prior = round(prior_of_lift(float(lift or 0)), 4)
        return {
            "value": words["value"] * prior,
            "description": "product of the prior and the words",
            "details": [{"value": prior, "description": "evidence and freshness"}, words],
        }

    def _write(self, writer: tantivy.IndexWriter, change: Change) -> None:
        put = change.document
        row = tantivy_document(put, self.collection) if put is not None else None
        writer.delete_documents_by_term("id", change.id)
        if row is not None:
            writer.add_document(row)


def _rows(searcher: Searcher, addresses: list[DocAddress]) -> list[tuple[str, int]]:
    with reading():
        versions = searcher.fast_field_values("version", addresses)
        return [
            (searcher.doc(address)["id"][0], int(version or 0))
            for address, version in zip(addresses, versions, strict=True)
        ]


def _versions(index: tantivy.Index, ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    searcher = index.searcher()
    query = Query.term_set_query(index.schema, "id", list(ids))
    found = searcher.search(query, len(ids), count=False).hits
    return dict(_rows(searcher, [address for _score, address in found]))


def _hit(searcher: Searcher, highlighter: Highlighter, score: float, address: DocAddress) -> Hit:
    row = searcher.doc(address)
    return highlighter.hit(
        _shown(row), document_id=row["id"][0], version=row["version"][0], score=float(score)
    )


def _shown(row: tantivy.Document) -> Mapping[str, str]:
    texts: Mapping[str, str] = json.loads(bytes(row["shown"][0]))
    return texts
