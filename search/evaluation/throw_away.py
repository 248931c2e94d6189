"""Engines with an index of their own that is filled for one measurement and removed after it."""

import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.tantivy.engine import TantivyEngine
from search.port import Collection, Document, SearchEngine

TIMEOUT = 30
"""Seconds that one search may take: nobody waits, and the first searches of an index are slow."""


@contextmanager
def throw_away_engine(
    documents: Iterable[Document], *, collection: Collection, url: str = ""
) -> Iterator[SearchEngine]:
    """An engine that holds the documents and nothing else, until the block ends in any way.

    Args:
        documents: to be indexed; read once.
        collection: what they are.
        url: of an Elasticsearch server; without one, tantivy in a temporary folder.

    Raises:
        SearchUnavailableError: the index cannot be made or filled.
    """
    prefix = f"evaluation-{uuid.uuid4().hex[:12]}"
    if not url:
        with tempfile.TemporaryDirectory(prefix=prefix) as folder:
            embedded = TantivyEngine(Path(folder), prefix, collection)
            embedded.rebuild(documents)
            yield embedded
        return
    server = ElasticsearchEngine(url, prefix, timeout=TIMEOUT, collection=collection)
    try:
        server.rebuild(documents)
        yield server
    finally:
        server.indices.remove_all()
