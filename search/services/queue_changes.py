"""Writes down that things have changed, in the transaction that changes them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from search.models import OutboxEntry
from search.models.outbox import Entity

_CHUNK = 500


@transaction.atomic
def queue_changes(
    *,
    entity: Entity,
    object_ids: Iterable[int],
    at: datetime,
    above: Mapping[int, int] | None = None,
) -> int:
    """Raise the change counter of each thing, so that the index is brought up to date soon.

    Called inside the publisher's transaction: the counter is raised if and only if the change is
    kept. Ids may be of things that are gone; the drain finds out. Returns how many were queued.

    Args:
        entity: what the ids are of.
        object_ids: primary keys, any number, in any order, repeated or not.
        at: when; the first attempt is due at once.
        above: id -> version that the index already holds; the counter is raised above it.
    """
    ids = sorted(set(object_ids))
    for start in range(0, len(ids), _CHUNK):
        _queue(entity, ids[start : start + _CHUNK], at)
    for object_id, version in (above or {}).items():
        # A database restored from a backup counts lower than the index remembers.
        OutboxEntry.objects.filter(entity=entity, object_id=object_id, version__lte=version).update(
            version=version + 1
        )
    return len(ids)


def _queue(entity: Entity, ids: list[int], at: datetime) -> None:
    OutboxEntry.objects.bulk_create(
        [
            OutboxEntry(entity=entity, object_id=object_id, changed_at=at, next_attempt_at=at)
            for object_id in ids
        ],
        ignore_conflicts=True,
    )
    rows = OutboxEntry.objects.filter(entity=entity, object_id__in=ids)
    # Everybody locks in the same order, so two publishers with common rows cannot deadlock.
    list(rows.select_for_update().order_by("object_id").values_list("pk", flat=True))
    rows.update(version=F("version") + 1, changed_at=at, next_attempt_at=at, attempts=0)
