"""Makes vectors for search by meaning in the background; does nothing where no model is set."""

import structlog
from celery import shared_task
from django.utils import timezone

from search.embeddings.choice import model_state
from search.embeddings.port import EmbedderError
from search.services import make_embeddings as making
from tasks.doorbell import ring_on_commit
from tasks.indexing import drain_outbox

log = structlog.get_logger(__name__)

MAX_BATCHES = 4
"""Batches in one run, some seconds of work: `run_jobs` does everything in one process."""


@shared_task(queue="housekeeping")
def make_embeddings() -> None:
    """Encode what has changed; a model that fails is logged and tried again at the next run."""
    embedder = model_state(may_download=True).embedder
    if embedder is None:
        return
    made = 0
    try:
        for _batch in range(MAX_BATCHES):
            report = making.make_embeddings(at=timezone.now(), embedder=embedder)
            made += report.made
            if not report.left:
                break
    except EmbedderError as error:
        log.warning("search.embeddings.failed", reason=str(error))
    if made:
        log.info("search.embeddings.made", count=made)
        ring_on_commit(drain_outbox)
