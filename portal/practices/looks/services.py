"""Counts looks at practices, and forgets the counts when their time is over."""

from datetime import date, timedelta

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F

from portal.common.lock_wait import short_lock_wait
from portal.practices.models import LookCount

log = structlog.get_logger(__name__)

COUNTS_LIVE = timedelta(days=396)
"""A year and a month, so that a month can be held against the same one a year before."""
LOCK_WAIT = 50  # milliseconds; a lost count matters less than the next reader's time


def count_look(*, practice_id: int, on: date) -> bool:
    """Count one look; False, and a log line, where the database does not take it at once.

    Never raises for the database: the answer has gone, and nobody can do anything about it.
    """
    try:
        with short_lock_wait(LOCK_WAIT):
            if not _one_more(practice_id, on):
                LookCount.objects.get_or_create(practice_id=practice_id, day=on)
                _one_more(practice_id, on)
    except DatabaseError as error:
        log.warning("practices.looks.not_counted", error=type(error).__name__)
        return False
    return True


@transaction.atomic
def forget_looks(*, on: date) -> int:
    """Delete counts of last year; how many rows."""
    rows, _by_model = LookCount.objects.filter(day__lt=on - COUNTS_LIVE).delete()
    return rows


def _one_more(practice_id: int, on: date) -> int:
    counted = LookCount.objects.filter(practice=practice_id, day=on)
    return counted.update(times=F("times") + 1)
