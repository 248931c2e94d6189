"""Memory and disk that the search takes, for each document."""

import resource
from pathlib import Path
from typing import Any

from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.tantivy.engine import TantivyEngine
from search.port import SearchEngine


def footprint(engine: SearchEngine) -> dict[str, Any]:
    """Documents, bytes on disk for each, and the most memory that this process has had.

    Elasticsearch's own memory is that of its heap setting, and is not counted.
    """
    status = engine.status()
    disk = _bytes_on_disk(engine, status.index)
    return {
        "documents": status.documents,
        "disk_bytes_per_document": round(disk / max(status.documents, 1)),
        # Kilobytes on Linux (getrusage(2)).
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _bytes_on_disk(engine: SearchEngine, name: str) -> int:
    if isinstance(engine, TantivyEngine):
        return sum(file.stat().st_size for file in _files(engine.directory))
    assert isinstance(engine, ElasticsearchEngine)
    stats = engine.client.indices.stats(index=name, metric="store")
    size: int = stats["_all"]["primaries"]["store"]["size_in_bytes"]
    return size


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
