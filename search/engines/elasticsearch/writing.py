"""Bulk writes with external versions: the index keeps whichever change is newer."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch.mapping import indexed_source
from search.engines.elasticsearch.vectors import with_vector_fields
from search.port import Change, Collection, Document, Failure, RebuildNeededError

BATCH = 500
BATCH_BYTES = 5 * 1024 * 1024
NO_INDEX = "Elasticsearch has no index for this version. Run `manage.py search rebuild`."
_VERSION_CONFLICT = 409
_NO_ALIAS = "index_not_found_exception"


def write_changes(
    client: Elasticsearch, changes: Iterable[Change], *, alias: str, collection: Collection
) -> list[Failure]:
    """Send changes through an alias and return those that the server refused.

    A version conflict means that the index already has this change or a newer one, and a missing
    document that a deletion is done: neither is a failure. `require_alias` keeps a write from
    making an index by itself when the alias is gone.

    Raises:
        RebuildNeededError: the alias is gone, so nothing was written.
    """
    known = with_vector_fields(client, changes, index=alias)
    actions = map(partial(_action, collection), known)
    failures = _sent(client, actions, alias, require_alias=True)
    if any(failure.reason.startswith(_NO_ALIAS) for failure in failures):
        raise RebuildNeededError(NO_INDEX)
    client.indices.refresh(index=alias)
    return failures


def fill(
    client: Elasticsearch, documents: Iterable[Document], *, index: str, collection: Collection
) -> list[Failure]:
    """Put documents into a fresh index and return those that the server refused."""
    changes = (
        Change(id=document.id, version=document.version, document=document)
        for document in documents
    )
    known = with_vector_fields(client, changes, index=index)
    return _sent(client, map(partial(_action, collection), known), index)


def _sent(
    client: Elasticsearch, actions: Iterable[dict[str, Any]], index: str, **options: Any
) -> list[Failure]:
    answers: Iterable[tuple[bool, dict[str, Any]]] = streaming_bulk(
        client,
        actions,
        index=index,
        chunk_size=BATCH,
        max_chunk_bytes=BATCH_BYTES,
        raise_on_error=False,
        **options,
    )
    return [
        Failure(id=result["_id"], reason=_reason(result))
        for is_done, answer in answers
        for operation, result in answer.items()
        if not is_done and not _is_settled(operation, result)
    ]


def _action(collection: Collection, change: Change) -> dict[str, Any]:
    action: dict[str, Any] = {
        "_id": change.id,
        "version": change.version,
        "version_type": "external",
    }
    if change.document is None:
        return {**action, "_op_type": "delete"}
    source = indexed_source(change.document, collection)
    return {**action, "_op_type": "index", "_source": source}


def _is_settled(operation: str, result: dict[str, Any]) -> bool:
    is_gone = operation == "delete" and result.get("result") == "not_found"
    return is_gone or result.get("status") == _VERSION_CONFLICT


def _reason(result: dict[str, Any]) -> str:
    # The type alone: the server's sentence may quote the document.
    error = result.get("error", {})
    kind = error.get("type", "unknown") if isinstance(error, dict) else "unknown"
    return f"{kind} ({result.get('status')})"
