"""An embedded engine of each test's own, and hands to fill it."""

from pathlib import Path

import pytest
from django.utils import timezone

from search.engines.choice import current_engine
from search.port import SearchEngine
from search.services.rebuild_index import rebuild_index


@pytest.fixture
def engine(tmp_path: Path, settings) -> SearchEngine:
    """The engine that the settings name for this test; it has no index yet."""
    settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    return current_engine()


@pytest.fixture
def rebuild(engine: SearchEngine):
    """Call it to index the practices that are in the database now."""
    return lambda: rebuild_index(at=timezone.now(), engine=engine)
