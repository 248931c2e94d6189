"""Keeps the search index in step with the database; the outbox rows are the queue."""

import structlog
from celery import shared_task
from django.utils import timezone

from search.corpora import CORPORA
from search.engines.choice import current_engine
from search.port import SearchEngine, SearchUnavailableError
from search.services import drain_outbox as draining
from search.services import verify_index as verifying
from search.services.queue_aged import queue_aged_practices

log = structlog.get_logger(__name__)

MAX_BATCHES = 20
"""Batches in one run: a backlog is worked off without one task running into its time limit."""


@shared_task(queue="index")
def drain_outbox() -> None:
    """Send due changes to the index; failures wait in their rows, so nothing is raised."""
    for corpus in CORPORA:
        _drain(current_engine(corpus.collection))


def _drain(engine: SearchEngine) -> None:
    for _batch in range(MAX_BATCHES):
        report = draining.drain_outbox(at=timezone.now(), engine=engine)
        if report.done + report.failed < draining.BATCH:
            return


@shared_task(queue="housekeeping")
def verify_index() -> None:
    """Compare index and database and queue every difference; a resting engine is left in peace."""
    for corpus in CORPORA:
        try:
            _verify(current_engine(corpus.collection))
        except SearchUnavailableError as error:
            log.warning("search.verify.engine_down", reason=str(error))


def _verify(engine: SearchEngine) -> None:
    report = verifying.verify_index(at=timezone.now(), engine=engine)
    if not report.is_right:
        log.warning(
            "search.verify.repaired",
            index=engine.collection.name,
            missing=report.missing,
            surplus=report.surplus,
            stale=report.stale,
        )


@shared_task(queue="housekeeping")
def queue_aged() -> None:
    """Queue the practices that have become overdue for review, or old, since they were written."""
    queued = queue_aged_practices(at=timezone.now())
    if queued:
        log.info("search.aged.queued", practices=queued)
