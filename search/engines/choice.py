"""Chooses the engine by SEARCH_ENGINE_URL and keeps one of each for the life of the process."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.documents.collection import PRACTICES
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.tantivy.engine import TantivyEngine
from search.port import Collection, SearchEngine


def current_engine(collection: Collection = PRACTICES) -> SearchEngine:
    """The engine that the settings name, over the index of a collection.

    Raises:
        ImproperlyConfigured: the address is neither tantivy:///folder nor http(s)://server.
    """
    return _engine(
        settings.SEARCH_ENGINE_URL,
        settings.SEARCH_INDEX_PREFIX,
        settings.SEARCH_TIMEOUT,
        collection,
    )


@lru_cache(maxsize=8)
def _engine(url: str, prefix: str, timeout: float, collection: Collection) -> SearchEngine:
    parts = urlsplit(url)
    if parts.scheme == "tantivy" and parts.path.strip("/"):
        return TantivyEngine(Path(parts.path), prefix, collection)
    if parts.scheme in ("http", "https") and parts.netloc:
        return ElasticsearchEngine(url, prefix, timeout=timeout, collection=collection)
    raise ImproperlyConfigured(
        "SEARCH_ENGINE_URL must be tantivy:///path/to/a/folder or the http(s) address of an "
        f"Elasticsearch server. It begins with “{parts.scheme}:”."
    )
