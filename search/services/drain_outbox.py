"""Brings the index up to date with what the outbox says has changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from search.corpora import corpus_of
from search.engines.choice import current_engine
from search.models import IndexState, OutboxEntry
from search.models.outbox import Entity
from search.port import (
    Change,
    EngineBusyError,
    Failure,
    RebuildNeededError,
    SearchEngine,
    SearchUnavailableError,
)
from search.services.bring_up_to_date import present_changes
from search.services.replacement import building_index, give_up_replacement, index_state

log = structlog.get_logger(__name__)

BATCH = 250
"""Small enough that a change which comes in meanwhile waits a second or two, and no more."""
ENGINE_PAUSE = timedelta(seconds=30)
"""Longest wait while the whole engine rests: it is back for all changes at once."""
DOCUMENT_PAUSE = timedelta(hours=1)
"""Longest wait for one document that the engine refuses: somebody must mend it."""
_MAX_DOUBLINGS = 12


@dataclass(frozen=True, kw_only=True)
class DrainReport:
    """What one drain did."""

    done: int = 0
    failed: int = 0


def drain_outbox(
    *, at: datetime, engine: SearchEngine | None = None, limit: int = BATCH
) -> DrainReport:
    """Send up to `limit` due changes to the engine; never raises for an engine that is down.

    Each thing is read again now, after its counter: one that is gone, not live or not public is
    taken out of the index, whatever the change was. While another index is being made, it is
    written to as well. What fails stays in the outbox with the reason and a later next attempt.
    """
    engine = engine or current_engine()
    corpus = corpus_of(engine)
    entries = _next_entries(corpus.entity, at=at, limit=limit)
    if not entries:
        return DrainReport()
    state = index_state(corpus.entity)
    changes = present_changes(corpus, {entry.object_id: entry.version for entry in entries})
    try:
        failures = engine.apply(changes) + _also(engine, building_index(state, at=at), changes)
    except SearchUnavailableError as error:
        log.warning("search.drain.engine_down", reason=str(error), waiting=len(entries))
        is_busy = isinstance(error, EngineBusyError)
        longest = timedelta(seconds=1) if is_busy else ENGINE_PAUSE
        _put_off(entries, reasons={}, default=str(error), at=at, longest=longest)
        return DrainReport(failed=len(entries))
    reasons = {int(failure.id): failure.reason for failure in failures}
    refused = [entry for entry in entries if entry.object_id in reasons]
    _put_off(refused, reasons=reasons, default="", at=at, longest=DOCUMENT_PAUSE)
    done = _mark_done([entry for entry in entries if entry.object_id not in reasons], state=state)
    if refused:
        log.warning("search.drain.refused", ids=sorted(reasons), reason=failures[0].reason)
    return DrainReport(done=done, failed=len(refused))


def _next_entries(entity: Entity, *, at: datetime, limit: int) -> list[OutboxEntry]:
    """What has waited longest; where more waits than is taken, half are the latest changes.

    A renamed theme can queue every practice at once, and whoever publishes one meanwhile still
    finds it within seconds.
    """
    due = OutboxEntry.objects.filter(entity=entity).due(at)
    longest_waiting = list(due[:limit])
    if len(longest_waiting) < limit:
        return longest_waiting
    latest = list(due.reverse()[: limit // 2])
    taken = {entry.pk: entry for entry in [*longest_waiting[: limit - len(latest)], *latest]}
    return list(taken.values())


def _also(engine: SearchEngine, building: str, changes: Sequence[Change]) -> list[Failure]:
    if not building:
        return []
    try:
        return engine.pinned(building).apply(changes)
    except RebuildNeededError as error:
        # The index in use has the changes; the other one is gone or damaged, and whoever makes it
        # finds out before it could be put in use.
        log.warning("search.rebuild.given_up", index=building, reason=str(error))
        give_up_replacement(corpus_of(engine).entity, name=building)
        return []


@transaction.atomic
def _mark_done(entries: Collection[OutboxEntry], *, state: IndexState) -> int:
    before, state = state, index_state(Entity(state.entity), is_locked=True)
    if (before.generation, before.building_name) != (state.generation, state.building_name):
        # Another index was begun or put in place meanwhile, and these changes may not be in it:
        # they stay in the outbox for the next drain.
        return 0
    IndexState.objects.filter(pk=state.pk).update(writes=F("writes") + 1)
    for entry in entries:
        # Written even where it lowers the number. A drain that was held up and comes in after a
        # quicker one has put an older state into the index; its lower number brings it back here.
        entry.done_version = entry.version
        entry.done_write = state.writes + 1
        entry.attempts = 0
        entry.last_error = ""
    OutboxEntry.objects.bulk_update(
        entries, ["done_version", "done_write", "attempts", "last_error"], batch_size=100
    )
    return len(entries)


@transaction.atomic
def _put_off(
    entries: Collection[OutboxEntry],
    *,
    reasons: dict[int, str],
    default: str,
    at: datetime,
    longest: timedelta,
) -> None:
    for entry in entries:
        attempts = entry.attempts + 1
        wait = timedelta(seconds=2 ** min(attempts, _MAX_DOUBLINGS))
        # A change made since then is due at once, and stays so.
        OutboxEntry.objects.filter(pk=entry.pk, version=entry.version).update(
            attempts=attempts,
            next_attempt_at=at + min(wait, longest),
            last_error=reasons.get(entry.object_id, default)[:500],
        )
