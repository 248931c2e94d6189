"""The replacement of an index by another: one at a time, noticed when it dies, put in use whole."""

import os
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from search.corpora import corpus_of
from search.models import IndexState, OutboxEntry
from search.models.outbox import Entity
from search.port import SearchEngine

SILENT_FOR = timedelta(minutes=5)
"""A replacement not heard of for so long was killed; while alive it is heard of every few seconds.

Where the same machine can see that its process is gone, nobody waits for this.
"""


class ReplacementError(Exception):
    """The index in use stays in use; the text says why and what to do."""


class RebuildRunningError(ReplacementError):
    """Another replacement has begun and not ended; two at once would undo each other's work."""


Clock = Callable[[], datetime]
"""Gives the time now, again and again."""


def clock_from(at: datetime) -> Clock:
    """A clock that shows `at` now and goes on from there."""
    started = time.monotonic()
    return lambda: at + timedelta(seconds=time.monotonic() - started)


def index_state(entity: Entity, *, is_locked: bool = False) -> IndexState:
    """The row of the entity's index, made when there is none; locked until the transaction ends
    if wanted.
    """
    IndexState.objects.get_or_create(entity=entity)
    rows = IndexState.objects.select_for_update() if is_locked else IndexState.objects.all()
    return rows.get(entity=entity)


def building_index(state: IndexState, *, at: datetime) -> str:
    """Name of the index that drains must write to as well; empty when nobody is making one."""
    return "" if _is_abandoned(state, at) else state.building_name


@transaction.atomic
def begin_replacement(entity: Entity, *, name: str, at: datetime) -> None:
    """From the next drain on, write to the named index too.

    Raises:
        RebuildRunningError: another replacement is at work.
    """
    state = index_state(entity, is_locked=True)
    if state.rebuild_started_at and not _is_abandoned(state, at):
        raise RebuildRunningError(
            f"A rebuild has been running since {state.rebuild_started_at:%H:%M:%S %Z}. "
            "Wait for it, or stop it first."
        )
    IndexState.objects.filter(pk=state.pk).update(
        building_name=name,
        rebuild_started_at=at,
        rebuild_seen_at=at,
        rebuild_process=_own_process(),
    )


def keep_alive(entity: Entity, *, name: str, at: datetime) -> None:
    """Say that the replacement is still at work.

    Raises:
        ReplacementError: it was given up meanwhile, so that its index lacks writes.
    """
    rows = IndexState.objects.filter(entity=entity, building_name=name)
    if not rows.update(rebuild_seen_at=at):
        raise ReplacementError(
            "The index that was being made was given up, because it could not be written to. "
            "The index in use has not changed. Run `manage.py search rebuild` again."
        )


@transaction.atomic
def complete_replacement(*, name: str, engine: SearchEngine, at: datetime) -> None:
    """Let readers and drains use the named index from now on; the one before is kept.

    Raises:
        ReplacementError: it was given up meanwhile.
        SearchUnavailableError: the engine cannot switch.
    """
    entity = corpus_of(engine).entity
    state = index_state(entity, is_locked=True)
    keep_alive(entity, name=name, at=at)
    former = engine.switch_to(name)
    IndexState.objects.filter(pk=state.pk).update(
        index_name=name,
        former_name=former,
        former_writes=state.writes,
        generation=F("generation") + 1,
        **_NO_REPLACEMENT,
    )
    # What waited for a resting engine need not wait on: its index has just been written.
    entries = OutboxEntry.objects.filter(entity=entity)
    entries.pending().update(next_attempt_at=at, attempts=0)


def give_up_replacement(entity: Entity, *, name: str) -> None:
    """Write no longer to the named index; whoever is making it finds out and stops."""
    IndexState.objects.filter(entity=entity, building_name=name).update(**_NO_REPLACEMENT)


_NO_REPLACEMENT = {
    "building_name": "",
    "rebuild_started_at": None,
    "rebuild_seen_at": None,
    "rebuild_process": "",
}


def _is_abandoned(state: IndexState, at: datetime) -> bool:
    seen_at = state.rebuild_seen_at or state.rebuild_started_at
    return seen_at is None or seen_at <= at - SILENT_FOR or _is_dead(state.rebuild_process)


def _own_process() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _is_dead(process: str) -> bool:
    machine, _colon, number = process.rpartition(":")
    if machine != socket.gethostname():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
