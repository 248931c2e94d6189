"""Both search engines, each empty and with a place of its own that is removed afterwards."""

import os
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.documents.collection import PRACTICES, TENDERS
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.tantivy.engine import TantivyEngine
from search.port import Collection, SearchEngine
from tests.shared_database import shared_database

TIMEOUT = 10  # Seconds: a test machine may be busy, and no reader waits here.


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """One engine with an empty index."""
    engine: SearchEngine
    if request.param == "tantivy":
        engine = TantivyEngine(tmp_path / "search", "contract")
        engine.rebuild([])
        yield engine
        return
    engine = elasticsearch_engine()
    engine.rebuild([])
    yield engine
    engine.indices.remove_all()


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def tender_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """One engine over tenders, beside whose index there is none of practices."""
    if request.param == "tantivy":
        yield TantivyEngine(tmp_path / "search", "contract", TENDERS)
        return
    engine = elasticsearch_engine(TENDERS)
    yield engine
    engine.indices.remove_all()


@pytest.fixture
def both_engines(tmp_path: Path) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    """Both engines with empty indexes, to be compared; needs the marker `elasticsearch`."""
    server = elasticsearch_engine()
    yield TantivyEngine(tmp_path / "search", "contract"), server
    server.indices.remove_all()


def elasticsearch_engine(collection: Collection = PRACTICES) -> ElasticsearchEngine:
    """The real node, under a prefix that no other test or worker has."""
    prefix = f"contract-{uuid.uuid4().hex[:12]}"
    url = os.environ["TEST_ELASTICSEARCH_URL"]
    return ElasticsearchEngine(url, prefix, timeout=TIMEOUT, collection=collection)


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def bare_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """One engine that works and has no index."""
    if request.param == "tantivy":
        yield TantivyEngine(tmp_path / "search", "contract")
        return
    engine = elasticsearch_engine()
    yield engine
    engine.indices.remove_all()


@pytest.fixture(params=["tantivy", "elasticsearch"])
def dead_engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    """One engine that cannot work: a file where a folder should be, a port where nobody listens."""
    if request.param == "tantivy":
        blocked = tmp_path / "search"
        blocked.write_text("not a folder", encoding="utf-8")
        return TantivyEngine(blocked, "contract")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return ElasticsearchEngine(f"http://127.0.0.1:{port}", "contract", timeout=1)


@pytest.fixture
def database_url(transactional_db, tmp_path) -> Iterator[str]:
    """The address of a database that other threads and processes share with the test."""
    with shared_database(tmp_path) as url:
        yield url
