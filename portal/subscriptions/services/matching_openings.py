"""Works out whom events about openings concern, without asking a search engine."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from portal.subscriptions.enums import OPENINGS_OF, OpeningKind, TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Event, Topic
from portal.subscriptions.tender_wishes import TenderWish

_FOLLOWED_BY = {opening: topic for topic, opening in OPENINGS_OF.items()}


def topics_of_openings(events: Iterable[Event], *, at: datetime) -> dict[int, set[int]]:
    """Event id -> the interests that it concerns; nothing for events about practices.

    An interest in tenders is asked which of them it wishes for, once for all events.
    """
    by_kind: dict[TopicKind, list[Event]] = defaultdict(list)
    for event in events:
        if event.opening_kind:
            by_kind[_FOLLOWED_BY[OpeningKind(event.opening_kind)]].append(event)
    concerned: dict[int, set[int]] = defaultdict(set)
    for topic in Topic.objects.followed().filter(kind__in=by_kind):
        told = by_kind[TopicKind(topic.kind)]
        wished = _wished(topic, {event.opening_id or 0 for event in told}, at)
        for event in told:
            if event.opening_id in wished:
                concerned[event.pk].add(topic.pk)
    return concerned


def _wished(topic: Topic, ids: set[int], at: datetime) -> set[int]:
    wish = Interest.of_topic(topic).wish
    return TenderWish.from_query_string(wish).among(ids, at=at) if wish else ids
