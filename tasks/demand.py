"""Forgets counts of searches and of looks at practices whose time is over."""

import structlog
from celery import shared_task
from django.utils import timezone

from portal.practices.looks.services import forget_looks
from search.services import record_demand

log = structlog.get_logger(__name__)


@shared_task(queue="housekeeping")
def forget_demand() -> None:
    """Delete rare wordings after four weeks and all counts after a year and a month."""
    today = timezone.localdate()
    rows = record_demand.forget_demand(on=today) + forget_looks(on=today)
    if rows:
        log.info("counts.forgotten", rows=rows)
