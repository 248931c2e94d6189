"""Puts the index before the last rebuild back in use, with everything written since."""

from datetime import datetime

import structlog

from search.corpora import corpus_of
from search.models import OutboxEntry
from search.models.outbox import Entity
from search.port import SearchEngine
from search.services.prove_index import prove_index
from search.services.replacement import (
    ReplacementError,
    begin_replacement,
    clock_from,
    complete_replacement,
    give_up_replacement,
    index_state,
)

log = structlog.get_logger(__name__)


def roll_back_index(*, at: datetime, engine: SearchEngine) -> str:
    """Bring the former index level with the database, prove it, and put it in place in one step.

    The index that was in use becomes the former one, so a second rollback undoes the first. It
    works too when the index in use is damaged: the former one is all that is written to.

    Args:
        at: now.
        engine: whose index is replaced.

    Returns:
        The name of the index that is in use now.

    Raises:
        ReplacementError: there is no former index that this version of the portal can use, or it
            cannot be brought level with the database.
        SearchUnavailableError: the engine failed.
    """
    clock = clock_from(at)
    entity = corpus_of(engine).entity
    state = index_state(entity)
    name = state.former_name
    if not name or not engine.pinned(name).status().is_ready:
        raise ReplacementError(
            "There is no former index to go back to. Run `manage.py search rebuild` instead."
        )
    begin_replacement(entity, name=name, at=clock())
    try:
        _queue_writes_since(entity, state.former_writes, at=clock())
        former = engine.pinned(name)
        prove_index(former, name=name, clock=clock)
        complete_replacement(name=name, engine=engine, at=clock())
    except BaseException:
        give_up_replacement(entity, name=name)
        raise
    log.info("search.rolled_back", index=name)
    return name


def _queue_writes_since(entity: Entity, writes: int, *, at: datetime) -> None:
    entries = OutboxEntry.objects.filter(entity=entity, done_write__gt=writes)
    entries.update(done_version=0, next_attempt_at=at)
