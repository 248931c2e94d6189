"""Lets changes that the index refused be tried again at once, when their cause was mended."""

from datetime import datetime

import structlog
from django.db import transaction

from search.models import OutboxEntry

log = structlog.get_logger(__name__)


@transaction.atomic
def retry_refused(*, at: datetime) -> int:
    """Make every refused change due now; the count of tries and the reason stay until one works."""
    count = OutboxEntry.objects.pending().refused().order_by().update(next_attempt_at=at)
    log.info("search.refused.retried", changes=count)
    return count
