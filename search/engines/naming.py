"""Names of indices: <prefix>-<collection>-<mapping hash>-<time>, the same for both engines."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from search.documents import FORMAT as DOCUMENT_FORMAT
from search.port import Collection
from search.text import FORMAT as TEXT_FORMAT


def mapping_hash(mapping: Any) -> str:
    """Eight hexadecimal digits that change with the mapping, the cutting of words or the documents.

    An index whose name carries another hash was made for other code and is not read.
    """
    whole = json.dumps([mapping, TEXT_FORMAT, DOCUMENT_FORMAT], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def family(prefix: str, collection: Collection, digest: str) -> str:
    """What all indices of one prefix, collection and mapping are called before their time."""
    return f"{prefix}-{collection.name}-{digest}"


def fresh_name(family_name: str) -> str:
    """A name for a new index; sorts by time, and two made in one microsecond would clash."""
    return f"{family_name}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
