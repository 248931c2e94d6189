"""Gives matched events their place in the one order that every reader's cursor follows."""

from collections.abc import Collection

from django.db import transaction

from portal.subscriptions.models import Event, EventSequence


@transaction.atomic
def sequence_events(*, event_ids: Collection[int]) -> int:
    """Number the events that are matched and not yet numbered; how many that were.

    Numbering is a step of its own, under the lock of one row, because a row with a lower id may
    commit after one with a higher: a reader's cursor would pass it. ``event_ids`` are those whose
    practice can be found by search; the rest waits for the next call, and so for the next digest.
    """
    EventSequence.objects.get_or_create(pk=EventSequence.SINGLETON)
    sequence = EventSequence.objects.select_for_update().get(pk=EventSequence.SINGLETON)
    waiting = Event.objects.unsequenced().filter(pk__in=event_ids)
    events = list(waiting.order_by("occurred_at", "pk"))
    for number, event in enumerate(events, start=sequence.head + 1):
        event.seq = number
    Event.objects.bulk_update(events, ["seq"], batch_size=500)
    sequence.head += len(events)
    sequence.save(update_fields=["head"])
    return len(events)
