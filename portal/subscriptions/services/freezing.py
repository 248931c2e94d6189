"""Decides what a mail tells, once: only what is public and open, nothing that was told before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from portal.practices.models import PracticePage
from portal.subscriptions.elsewhere import Elsewhere
from portal.subscriptions.enums import Cadence, DeliveryState, EventKind, OpeningKind
from portal.subscriptions.frozen_items import FrozenGroup, FrozenItem, FrozenItems
from portal.subscriptions.models import Delivery, Event, Match, Subscription
from portal.subscriptions.openings import still_open
from portal.subscriptions.selectors import set_aside_by

MEMORY = timedelta(days=40)
"""How far back we look for what a person was told: longer than the longest period, a month.

Further where a window reaches further back, because of a pause or because a run came late.
"""

_NOT_TOLD = (DeliveryState.CANCELLED, DeliveryState.SUPPRESSED, DeliveryState.FAILED)


@dataclass(kw_only=True)
class _Told:
    """What one person was told: events, their content, and every practice named to them.

    ``unwanted`` is what they want to hear nothing of, as `Event.about`.
    """

    unwanted: frozenset[tuple[str, int]] = frozenset()
    events: set[int] = field(default_factory=set)
    contents: set[tuple[tuple[str, int], str]] = field(default_factory=set)
    practices: set[int] = field(default_factory=set)

    def has(self, event: Event) -> bool:
        """Whether it was told, or is not to be."""
        if event.about in self.unwanted:
            return True
        is_repeat = event.is_return and (event.about, event.content_hash) in self.contents
        return event.pk in self.events or is_repeat

    def add(self, event: Event) -> None:
        self.events.add(event.pk)
        self.contents.add((event.about, event.content_hash))
        self.practices.add(event.practice_id or 0)


def frozen_items_of(*, deliveries: Sequence[Delivery], at: datetime) -> dict[int, FrozenItems]:
    """What each of these digests tells, by primary key; no groups where nothing is left to tell.

    The caller holds the locks of the mails and of the people, so that two mails to one person are
    decided one after the other. Ended subscriptions and what not everybody may read or is over are
    left out; so is what any other mail told the person, and what they set aside.
    """
    events = _events_by_topic(deliveries, at)
    topics = _live_topics(deliveries)
    known = [event for listed in events.values() for event in listed]
    # No mail can have told an event before it happened.
    since = min([at - MEMORY, *(event.occurred_at for event in known)])
    told = _told(deliveries, since)
    elsewhere = Elsewhere()
    return {
        delivery.pk: _frozen(
            delivery, _candidates(delivery, topics, events), told[delivery.subscriber_id], elsewhere
        )
        for delivery in deliveries
    }


def _frozen(
    delivery: Delivery,
    candidates: dict[int, list[Event]],
    told: _Told,
    elsewhere: Elsewhere,
) -> FrozenItems:
    fresh = {
        subscription_id: [event for event in events if not told.has(event)]
        for subscription_id, events in candidates.items()
    }
    groups = tuple(
        FrozenGroup(subscription_id=subscription_id, items=items_of(events))
        for subscription_id, events in fresh.items()
        if events
    )
    for events in fresh.values():
        for event in events:
            told.add(event)
    items = FrozenItems(groups=groups, event_ids=_ids(fresh.values()))
    if not items.practice_ids or delivery.cadence == Cadence.IMMEDIATE:
        return items
    unwanted = {pk for kind, pk in told.unwanted if not kind}
    picks = elsewhere.picks(shown=items.practice_ids, told=told.practices | unwanted)
    told.practices |= {picks.other_sector_id or 0, picks.other_area_id or 0}
    return FrozenItems(groups=groups, event_ids=items.event_ids, **asdict(picks))


def without_told_since(*, deliveries: Sequence[Delivery], at: datetime) -> dict[int, FrozenItems]:
    """What each of these failed digests still has to tell, by primary key.

    While a mail counts as failed, the person's other mails tell what was in it. The caller holds
    the locks of the mails and of the people.
    """
    kept = {mail.pk: FrozenItems.from_json(mail.items) for mail in deliveries}
    ids = {event_id for items in kept.values() for event_id in items.event_ids}
    events = Event.objects.in_bulk(ids)
    told = _told(deliveries, min([at - MEMORY, *(event.occurred_at for event in events.values())]))
    left = {}
    for mail in deliveries:
        items, reader = kept[mail.pk], told[mail.subscriber_id]
        owed = [events[pk] for pk in items.event_ids if pk in events and not reader.has(events[pk])]
        subscriptions = {group.subscription_id for group in items.groups}
        left[mail.pk] = replace(
            items,
            groups=items.left(
                tellable={event.about for event in owed}, subscription_ids=subscriptions
            ),
            event_ids=tuple(event.pk for event in owed),
        )
        for event in owed:
            reader.add(event)
    return left


def items_of(events: Iterable[Event]) -> tuple[FrozenItem, ...]:
    """One item for each practice or opening, latest change first; new if any of its events is."""
    items: dict[tuple[str, int], FrozenItem] = {}
    for event in events:
        earlier = items.pop(event.about, None)
        is_new = earlier is not None and earlier.kind == EventKind.NEW
        items[event.about] = FrozenItem(
            practice_id=event.practice_id,
            opening_kind=OpeningKind(event.opening_kind) if event.opening_kind else None,
            opening_id=event.opening_id,
            kind=EventKind.NEW if is_new else EventKind(event.kind),
        )
    return tuple(reversed(items.values()))


def _ids(lists: Iterable[list[Event]]) -> tuple[int, ...]:
    return tuple(sorted({event.pk for events in lists for event in events}))


def _candidates(
    delivery: Delivery, topics: dict[int, int], events: dict[int, list[Event]]
) -> dict[int, list[Event]]:
    """Subscription id -> the events of its window, oldest first."""
    candidates = {}
    for subscription_id, told_up_to in delivery.windows:
        known = events.get(topics.get(subscription_id, 0), [])
        candidates[subscription_id] = [
            event
            for event in known
            if told_up_to < (event.seq or 0) <= delivery.to_seq
            and delivery.event_id in (None, event.pk)
        ]
    return candidates


def _events_by_topic(deliveries: Iterable[Delivery], at: datetime) -> dict[int, list[Event]]:
    """Topic id -> events in the windows of these mails that may be told now, oldest first."""
    windows = [(start, mail.to_seq) for mail in deliveries for _pk, start in mail.windows]
    matches = Match.objects.filter(
        event__seq__gt=min((start for start, _end in windows), default=0),
        event__seq__lte=max((end for _start, end in windows), default=0),
    )
    matches = matches.select_related("event").order_by("event__seq")
    events = defaultdict(list)
    for match in matches:
        events[match.topic_id].append(match.event)
    tellable = _tellable({event.about for known in events.values() for event in known}, at)
    return {
        topic_id: [event for event in known if event.about in tellable]
        for topic_id, known in events.items()
    }


def _tellable(named: Iterable[tuple[str, int]], at: datetime) -> set[tuple[str, int]]:
    """Those of these that everybody may read and that are not over."""
    ids = [pk for kind, pk in named if not kind]
    public = PracticePage.objects.offered().filter(pk__in=ids).values_list("pk", flat=True)
    openings = still_open([(OpeningKind(kind), pk) for kind, pk in named if kind], at=at)
    return {("", pk) for pk in public} | set(openings)


def _live_topics(deliveries: Iterable[Delivery]) -> dict[int, int]:
    """Subscription id -> topic id, of the subscriptions that have not ended since planning."""
    ids = {pk for delivery in deliveries for pk, _start in delivery.windows}
    return dict(Subscription.objects.live().filter(pk__in=ids).values_list("pk", "topic_id"))


def _told(deliveries: Iterable[Delivery], since: datetime) -> dict[int, _Told]:
    people = {delivery.subscriber_id for delivery in deliveries}
    told = {pk: _Told(unwanted=unwanted) for pk, unwanted in set_aside_by(people).items()}
    earlier = Delivery.objects.filter(
        subscriber_id__in=told, message="digest", items__isnull=False, planned_at__gte=since
    ).exclude(state__in=_NOT_TOLD)
    people_of = defaultdict(list)
    for person, kept in earlier.values_list("subscriber_id", "items"):
        items = FrozenItems.from_json(kept)
        told[person].practices |= items.practice_ids
        for event_id in items.event_ids:
            people_of[event_id].append(person)
    for event in Event.objects.filter(pk__in=people_of):
        for person in people_of[event.pk]:
            told[person].add(event)
    return told
