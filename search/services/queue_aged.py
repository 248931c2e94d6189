"""Queues the practices whose prior has changed by nothing but the passing of time."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from portal.practices.models import PracticePage
from search.documents.prior import days_of_change
from search.models import OutboxEntry
from search.models.outbox import Entity
from search.services.queue_changes import queue_changes


def queue_aged_practices(*, at: datetime) -> int:
    """Let the index be told of each practice that has become overdue or old since it was written.

    A second run on the same day finds nothing more to do. Returns how many were queued.
    """
    return queue_changes(entity=Entity.PRACTICE, object_ids=_aged(timezone.localdate(at)), at=at)


def _aged(today: date) -> Iterator[int]:
    rows = OutboxEntry.objects.filter(entity=Entity.PRACTICE)
    written = dict(rows.values_list("object_id", "changed_at"))
    facts = PracticePage.objects.offered().values_list("pk", "review_by_date", "as_of")
    for pk, review_by_date, as_of in facts.iterator():
        days = days_of_change(review_by_date=review_by_date, as_of=as_of)
        past = [day for day in days if day <= today]
        # What has no row was only ever indexed by a rebuild, which leaves no date.
        if past and (pk not in written or timezone.localdate(written[pk]) < max(past)):
            yield pk
