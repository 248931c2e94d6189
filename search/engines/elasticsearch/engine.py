"""The search engine over an Elasticsearch server."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import A, Search

from search.documents.collection import PRACTICES
from search.embeddings.port import Vectors
from search.engines.elasticsearch.indices import Indices, engine_errors
from search.engines.elasticsearch.neighbours import likeness_request, title_request
from search.engines.elasticsearch.queries import chosen, matching, page_request, ranking_request
from search.engines.elasticsearch.vectors import nearest_found, nearest_request
from search.engines.elasticsearch.writing import fill, write_changes
from search.engines.pinning import with_pinned
from search.facets import facet_groups, with_selected
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

VOCABULARY_CHUNK = 10_000
PATIENCE = 30
"""Seconds for work that no reader waits for at every search: writes, rebuilds, listings."""


class ElasticsearchEngine:
    """`SearchEngine` for several web machines, on a server or cluster of its own.

    Args:
        url: of the server, with credentials if it wants them.
        prefix: of all index names, so that several portals can share a server.
        timeout: seconds that a reader waits; operators and background work have their own.
        collection: what is indexed.
    """

    def __init__(
        self, url: str, prefix: str, *, timeout: float, collection: Collection = PRACTICES
    ) -> None:
        self.client = Elasticsearch(
            url, request_timeout=timeout, max_retries=0, retry_on_timeout=False
        )
        self.patient = self.client.options(request_timeout=PATIENCE)
        self.collection = collection
        self.indices = Indices(self.patient, prefix, collection)

    def apply(self, changes: Iterable[Change]) -> list[Failure]:
        """Write changes in bulk; what the index has in the same or a newer version stays."""
        # A deletion with an external version makes an index by itself where there is none, and
        # `require_alias` does not hold it back: look before writing.
        self.indices.current_name()
        with engine_errors():
            return write_changes(
                self.patient,
                changes,
                alias=self.indices.write_alias,
                collection=self.collection,
            )

    def search(self, plan: Plan) -> Page:
        """Results with marked texts, and facets counted under every filter but their own."""
        return with_pinned(plan, self._page)

    def _page(self, plan: Plan) -> Page:
        if plan.is_fused:
            return fused_page(plan, engine=self)
        request = page_request(plan, client=self.client, index=self.indices.read_alias)
        with engine_errors():
            answer = request.execute().to_dict()
        highlighter = Highlighter(plan)
        return Page(
            hits=tuple(_hit(highlighter, row) for row in answer["hits"]["hits"]),
            total=answer["hits"]["total"]["value"],
            facets=with_selected(plan, _counts(plan, answer.get("aggregations", {}))),
        )

    def ranking(self, plan: Plan, limit: int) -> list[tuple[str, float]]:
        """Ids and scores of the best results, without their texts."""
        request = ranking_request(
            plan, client=self.client, index=self.indices.read_alias, limit=limit
        )
        with engine_errors():
            rows = request.execute().to_dict()["hits"]["hits"]
        return [(row["_id"], row["_score"] or 0.0) for row in rows]

    def nearest(
        self, vector: Vectors, *, model: str, visibility: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """By the server's own nearest neighbour search; nothing for a model that it never met."""
        request = nearest_request(vector, model=model, visibility=visibility, limit=limit)
        with engine_errors():
            answer = self.client.search(index=self.indices.read_alias, **request)
        return nearest_found(answer)[:limit]

    def suggest(self, prefix: Prefix) -> tuple[TitleFound, ...]:
        """Titles that hold what is being typed, the closest first."""
        if not prefix.words:
            return ()
        request = title_request(prefix, client=self.client, index=self.indices.read_alias)
        return tuple(
            TitleFound(id=row["_id"], title=row["_source"]["shown"]["title"])
            for row in _rows(request)
        )

    def similar(self, likeness: Likeness) -> tuple[Neighbour, ...]:
        """The documents that share most with another, nearest first."""
        request = likeness_request(likeness, client=self.client, index=self.indices.read_alias)
        return tuple(Neighbour(id=row["_id"], score=row["_score"]) for row in _rows(request))

    def vocabulary(self) -> dict[str, int]:
        """Every indexed word with its number of documents, read in pages."""
        counts: dict[str, int] = {}
        after: dict[str, str] | None = None
        while True:
            buckets, after = self._vocabulary_page(after)
            counts.update((row["key"]["word"], row["doc_count"]) for row in buckets)
            if after is None:
                return counts

    def versions(self) -> Iterator[tuple[str, int]]:
        """Id and version of every document."""
        request = Search(using=self.patient, index=self.indices.read_alias).source(["version"])
        with engine_errors():
            for row in request.scan():
                yield row.meta.id, row.version

    def create(self) -> str:
        """Name of a fresh index that nobody reads yet."""
        return self.indices.create()

    def pinned(self, index: str) -> "ElasticsearchEngine":
        """The same server, with the named index in the place of the one in use."""
        engine = copy(self)
        engine.indices = self.indices.pinned(index)
        return engine

    def switch_to(self, index: str) -> str:
        """Swap the aliases to the named index; name of the one before, which is kept."""
        return self.indices.switch_to(index)

    def discard(self, index: str) -> None:
        """Remove an index that was not finished."""
        self.indices.discard(index)

    def rebuild(self, source: Iterable[Document]) -> int:
        """Fill a fresh index and swap the aliases; until then the old one answers."""
        name = self.indices.create()
        try:
            with engine_errors():
                failures = fill(self.patient, source, index=name, collection=self.collection)
                self.patient.indices.refresh(index=name)
                count = int(self.patient.count(index=name)["count"])
            if failures:
                raise SearchUnavailableError(
                    f"{len(failures)} documents were refused, the first with: {failures[0].reason}."
                )
            self.indices.switch_to(name)
        except BaseException:
            self.indices.discard(name)
            raise
        return count

    def status(self) -> Status:
        """Whether the server answers and has an index for this version."""
        try:
            name = self.indices.current_name()
            with engine_errors():
                documents = int(self.patient.count(index=name)["count"])
        except SearchUnavailableError as error:
            return Status(
                engine="elasticsearch", index="", is_ready=False, documents=0, detail=str(error)
            )
        return Status(engine="elasticsearch", index=name, is_ready=True, documents=documents)

    def explain(self, plan: Plan, document_id: str) -> dict[str, Any]:
        """The server's own account of the score; empty when the document does not match."""
        query = (matching(plan) & chosen(plan.filters)).to_dict()
        index = self.indices.current_name()
        try:
            with engine_errors():
                answer = self.patient.explain(index=index, id=document_id, query=query)
        except SearchUnavailableError as error:
            if isinstance(error.__cause__, NotFoundError):
                return {}
            raise
        account: dict[str, Any] = answer["explanation"] if answer["matched"] else {}
        return account

    def _vocabulary_page(
        self, after: dict[str, str] | None
    ) -> tuple[list[dict[str, Any]], dict[str, str] | None]:
        options: dict[str, Any] = {"after": after} if after else {}
        sources = [{"word": {"terms": {"field": "words"}}}]
        # Read once for many searches, so it may take longer than one of them.
        request = Search(using=self.patient, index=self.indices.read_alias).extra(size=0)
        request.aggs.bucket(
            "words", A("composite", sources=sources, size=VOCABULARY_CHUNK, **options)
        )
        with engine_errors():
            answer = request.execute().to_dict()["aggregations"]["words"]
        return answer["buckets"], answer.get("after_key")


def _rows(request: Search) -> list[dict[str, Any]]:
    with engine_errors():
        rows: list[dict[str, Any]] = request.execute().to_dict()["hits"]["hits"]
    return rows


def _hit(highlighter: Highlighter, row: dict[str, Any]) -> Hit:
    source = row["_source"]
    return highlighter.hit(
        source["shown"],
        document_id=row["_id"],
        version=source["version"],
        score=float(row["_score"] or 0.0),
    )


def _counts(plan: Plan, aggregations: dict[str, Any]) -> dict[str, dict[str, int]]:
    return {
        name: {
            bucket["key"]: bucket["doc_count"]
            for bucket in aggregations[f"group_{number}"][name]["buckets"]
        }
        for number, (_filters, names) in enumerate(facet_groups(plan))
        for name in names
    }
