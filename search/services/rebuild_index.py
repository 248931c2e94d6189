"""Makes the index anew from the database, while readers go on with the old one."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

import structlog

from search.corpora import corpus_of
from search.port import Failure, SearchEngine, SearchUnavailableError
from search.services.bring_up_to_date import bring_up_to_date
from search.services.prove_index import prove_index
from search.services.replacement import (
    Clock,
    begin_replacement,
    clock_from,
    complete_replacement,
    give_up_replacement,
    keep_alive,
)

log = structlog.get_logger(__name__)

CHUNK = 2_000
"""Documents written in one commit: less makes many small segments, more holds up the drain."""
TOLERATED_REFUSALS = 0.01
"""Share of documents that the engine may refuse; beyond it, the fault is not in a document."""


def rebuild_index(
    *,
    at: datetime,
    engine: SearchEngine,
    advance: Callable[[int], None] = lambda _count: None,
) -> int:
    """Fill a fresh index, prove it against the database, and put it in place in one step.

    From before the first read until the switch, every drain writes to both indexes, so that the
    new one lacks nothing that the old one has. A process that dies on the way leaves the old
    index in use, or the new one after the switch; the next rebuild removes what is left over.

    Args:
        at: now.
        engine: whose index is rebuilt.
        advance: told of everything read, for a progress bar.

    Returns:
        The number of documents in the new index.

    Raises:
        RebuildRunningError: another rebuild is at work.
        ReplacementError: the new index is not what the database says; the old one is in place.
        SearchUnavailableError: the engine failed; the old index is in place.
    """
    clock, entity = clock_from(at), corpus_of(engine).entity
    name = engine.create()
    try:
        begin_replacement(entity, name=name, at=clock())
        new = engine.pinned(name)
        _fill(new, name, clock, advance)
        prove_index(new, name=name, clock=clock)
        complete_replacement(name=name, engine=engine, at=clock())
    except BaseException:
        give_up_replacement(entity, name=name)
        engine.discard(name)
        raise
    documents = new.status().documents
    log.info("search.rebuilt", index=name, documents=documents)
    return documents


def _fill(
    new: SearchEngine,
    name: str,
    clock: Clock,
    advance: Callable[[int], None],
) -> None:
    corpus = corpus_of(new)
    written, failures = 0, list[Failure]()
    for ids in _chunks(corpus.public_ids()):
        brought = bring_up_to_date(ids, into=new, at=clock())
        written += brought.documents
        failures += brought.failures
        keep_alive(corpus.entity, name=name, at=clock())
        advance(len(ids))
    if len(failures) > (written + len(failures)) * TOLERATED_REFUSALS:
        raise SearchUnavailableError(
            f"{len(failures)} documents were refused, the first with: {failures[0].reason}."
        )


def _chunks(ids: Iterator[int]) -> Iterator[list[int]]:
    while chunk := list(islice(ids, CHUNK)):
        yield chunk
