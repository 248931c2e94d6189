"""Forgets counts of searches whose time is over."""

import structlog
from celery import shared_task
from django.utils import timezone

from search.services import record_demand

log = structlog.get_logger(__name__)


@shared_task(queue="housekeeping")
def forget_demand() -> None:
    """Delete rare wordings after four weeks and all counts after a year and a month."""
    rows = record_demand.forget_demand(on=timezone.localdate())
    if rows:
        log.info("search.demand.forgotten", rows=rows)
