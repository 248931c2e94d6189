"""Plans the mails of people who want to hear at once: one for each person and event."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Delivery, EventSequence, Match, Subscription

CHUNK = 1_000
"""Subscriptions planned in one transaction."""

Windows = dict[tuple[int, int], list[tuple[int, int]]]
"""(person, event) -> [(subscription, told up to)]."""


def plan_immediate(*, at: datetime) -> int:
    """Plan a mail for every numbered event that somebody wants to hear of at once; how many.

    The unique row for each person and event makes a second call, or a second planner, harmless.
    """
    planned = 0
    while True:
        mails, is_done = _plan_chunk(at)
        planned += mails
        if is_done:
            return planned


@transaction.atomic
def _plan_chunk(at: datetime) -> tuple[int, bool]:
    to_seq = EventSequence.current_head()
    waiting = _waiting(to_seq)
    # Somebody who pauses is not told later, one mail for each thing that they missed.
    wanted = [each for each in waiting if not each.subscriber.is_paused(at=at)]
    windows = _windows(wanted, to_seq)
    rows = [_delivery(key, window, to_seq, at) for key, window in windows.items()]
    Delivery.objects.bulk_create(rows)
    Subscription.objects.filter(pk__in=[s.pk for s in waiting]).update(cursor_seq=to_seq)
    return len(rows), len(waiting) < CHUNK


def _waiting(to_seq: int) -> Sequence[Subscription]:
    """Subscriptions with something to tell, locked against another planner."""
    behind = Subscription.objects.writable().filter(cadence=Cadence.IMMEDIATE)
    with_news = behind.filter(
        topic__matches__event__seq__gt=F("cursor_seq"), topic__matches__event__seq__lte=to_seq
    )
    ids = list(with_news.order_by("pk").values_list("pk", flat=True).distinct()[:CHUNK])
    rows = Subscription.objects.filter(pk__in=ids).select_related("subscriber").order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def _windows(subscriptions: Sequence[Subscription], to_seq: int) -> Windows:
    events = defaultdict(list)
    topics = {subscription.topic_id for subscription in subscriptions}
    oldest = min((subscription.cursor_seq for subscription in subscriptions), default=to_seq)
    matches = Match.objects.filter(
        topic_id__in=topics, event__seq__gt=oldest, event__seq__lte=to_seq
    )
    for topic_id, event_id, seq in matches.values_list("topic_id", "event_id", "event__seq"):
        events[topic_id].append((event_id, seq))
    windows: Windows = defaultdict(list)
    for subscription in subscriptions:
        for event_id, seq in events[subscription.topic_id]:
            if (seq or 0) > subscription.cursor_seq:
                key = (subscription.subscriber_id, event_id)
                windows[key].append((subscription.pk, subscription.cursor_seq))
    return _without_planned(windows)


def _without_planned(windows: Windows) -> Windows:
    """An interest followed later can match an event that the person has a mail for already."""
    planned = Delivery.objects.filter(
        subscriber_id__in={person for person, _event in windows},
        event_id__in={event for _person, event in windows},
    )
    known = set(planned.values_list("subscriber_id", "event_id"))
    return {key: window for key, window in windows.items() if key not in known}


def _delivery(
    key: tuple[int, int], window: list[tuple[int, int]], to_seq: int, at: datetime
) -> Delivery:
    person, event_id = key
    return Delivery(
        subscriber_id=person,
        cadence=Cadence.IMMEDIATE,
        period_key=f"event-{event_id}",
        event_id=event_id,
        message="digest",
        windows=window,
        to_seq=to_seq,
        planned_at=at,
    )
