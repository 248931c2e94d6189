"""Makes the index anew from the database, while readers go on with the old one."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import F

from search.documents.practice import practice_documents, public_practice_ids
from search.models import IndexState, OutboxEntry
from search.models.outbox import Entity
from search.port import Document, SearchEngine

_CHUNK = 500
ABANDONED_AFTER = timedelta(hours=1)
"""A rebuild that began longer ago was killed; a million documents take a quarter of this."""


class RebuildRunningError(Exception):
    """Another rebuild has begun and not ended; two at once would undo each other's work."""


def rebuild_index(
    *, at: datetime, engine: SearchEngine, advance: Callable[[int], None] = lambda _count: None
) -> int:
    """Fill a fresh index, put it in place, and queue again whatever was written meanwhile.

    No write is lost: changes drained while the rebuild read the database went to the old index,
    and are known by the number of their drain (`done_write`), not by a clock. They are put back
    into the outbox in the transaction that raises the generation; a drain that is under way just
    then sees the new generation and leaves its changes in the outbox too. Until they are drained
    again, seconds later, the new index shows those practices as the rebuild read them.

    Args:
        at: now.
        engine: whose index is rebuilt.
        advance: told of every document read, for a progress bar.

    Returns:
        The number of documents in the new index.

    Raises:
        RebuildRunningError: another rebuild began within the last hour and has not ended.
        SearchUnavailableError: the engine failed; the old index is still in place.
    """
    writes_before = _begin(at)
    try:
        count = engine.rebuild(_documents(advance))
        _queue_again(writes_before, at, index_name=engine.status().index)
    finally:
        IndexState.objects.filter(entity=Entity.PRACTICE).update(rebuild_started_at=None)
    return count


@transaction.atomic
def _begin(at: datetime) -> int:
    IndexState.objects.get_or_create(entity=Entity.PRACTICE)
    state = IndexState.objects.select_for_update().get(entity=Entity.PRACTICE)
    if state.rebuild_started_at and state.rebuild_started_at > at - ABANDONED_AFTER:
        raise RebuildRunningError(
            f"A rebuild has been running since {state.rebuild_started_at:%H:%M:%S %Z}."
        )
    IndexState.objects.filter(pk=state.pk).update(rebuild_started_at=at)
    return state.writes


def _documents(advance: Callable[[int], None]) -> Iterator[Document]:
    ids = public_practice_ids()
    while chunk := list(islice(ids, _CHUNK)):
        entries = OutboxEntry.objects.filter(entity=Entity.PRACTICE, object_id__in=chunk)
        # A practice that never changed since it can be counted has version 0: its first change
        # has 1 and beats what is indexed here.
        versions = dict.fromkeys(chunk, 0) | dict(entries.values_list("object_id", "version"))
        yield from practice_documents(versions).values()
        advance(len(chunk))


@transaction.atomic
def _queue_again(writes_before: int, at: datetime, *, index_name: str) -> None:
    state = IndexState.objects.select_for_update().get(entity=Entity.PRACTICE)
    IndexState.objects.filter(pk=state.pk).update(
        generation=F("generation") + 1, index_name=index_name
    )
    entries = OutboxEntry.objects.filter(entity=Entity.PRACTICE)
    entries.filter(done_write__gt=writes_before).update(done_version=0)
    # What waited for a resting engine need not wait on: a fresh index has just been written.
    entries.pending().update(next_attempt_at=at, attempts=0)
