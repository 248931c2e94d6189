"""Takes out of a frozen mail what may no longer be told, and hands on what others left to it.

What one mail tells, the person's other mails leave out. When the interest ends under which it was
to be told, another interest that left it out would lose it: it is told under that one then.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from portal.subscriptions.enums import DeliveryState
from portal.subscriptions.frozen_items import FrozenGroup, FrozenItems
from portal.subscriptions.mail.desk import Desk
from portal.subscriptions.models import Delivery, Event, Match, Subscriber, Subscription
from portal.subscriptions.services.claiming import move
from portal.subscriptions.services.freezing import items_of


def leave_out(*, delivery: Delivery, desk: Desk, at: datetime) -> bool:
    """Rewrite what a claimed digest tells to what is public and wanted by ``desk``.

    False, and nothing written, where all of it is. What is not told is not settled either: if it
    returns, or another interest still owes it, it is news.
    """
    frozen = FrozenItems.from_json(delivery.items)
    tellable = desk.tellable_to(delivery)
    groups = frozen.left(tellable=tellable, subscription_ids=desk.topics.keys())
    if groups == frozen.groups:
        return False
    _rewrite(delivery, replace(frozen, groups=groups), tellable, at)
    return True


@transaction.atomic
def _rewrite(
    delivery: Delivery, frozen: FrozenItems, tellable: Container[tuple[str, int]], at: datetime
) -> None:
    # Decided one after the other, as when mails are claimed: what this mail lets go before another
    # one is decided is told by that one, and what it lets go afterwards is told here.
    Subscriber.objects.select_for_update().get(pk=delivery.subscriber_id)
    settled = Event.objects.filter(pk__in=frozen.event_ids).order_by("seq")
    events = [event for event in settled if event.about in tellable]
    told = {item.about for group in frozen.groups for item in group.items}
    adopted = _adopted(delivery, [event for event in events if event.about not in told])
    groups = (
        *frozen.groups,
        *(
            FrozenGroup(subscription_id=subscription_id, items=items_of(owed))
            for subscription_id, owed in adopted.items()
        ),
    )
    told |= {event.about for owed in adopted.values() for event in owed}
    ids = tuple(sorted(event.pk for event in events if event.about in told))
    items = replace(frozen, groups=groups, event_ids=ids).to_json()
    move(delivery, DeliveryState.CLAIMED, at=at, detail="left-out", items=items)


def _adopted(delivery: Delivery, events: Collection[Event]) -> dict[int, list[Event]]:
    """Subscription id -> events that its own mail, decided before, left to this one."""
    if not events:
        return {}
    live = Subscription.objects.live().filter(subscriber=delivery.subscriber_id)
    matches = Match.objects.filter(event__in=events).values_list("topic_id", "event_id")
    topics = defaultdict(set)
    for topic_id, event_id in matches:
        topics[topic_id].add(event_id)
    passed = list(_windows_passed(delivery))
    adopted: dict[int, list[Event]] = {}
    for subscription in live.filter(topic_id__in=topics).order_by("pk"):
        known = [event for event in events if event.pk in topics[subscription.topic_id]]
        owed = [event for event in known if _has_passed(subscription.pk, event, passed)]
        if owed:
            adopted[subscription.pk] = owed
    return adopted


def _windows_passed(delivery: Delivery) -> Iterator[tuple[Delivery, int, int]]:
    """Mail, subscription id and where its window begins, of the person's mails decided already."""
    decided = Delivery.objects.filter(
        Q(items__isnull=False) | Q(state=DeliveryState.SKIPPED_EMPTY),
        subscriber_id=delivery.subscriber_id,
        message="digest",
    )
    for mail in decided.exclude(pk=delivery.pk):
        for subscription_id, since in mail.windows:
            yield mail, subscription_id, since


def _has_passed(
    subscription_id: int, event: Event, passed: Iterable[tuple[Delivery, int, int]]
) -> bool:
    return any(
        own == subscription_id
        and since < (event.seq or 0) <= mail.to_seq
        and mail.event_id in (None, event.pk)
        for mail, own, since in passed
    )
