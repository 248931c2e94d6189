"""Works out whom events about openings concern; it is told which tenders hold whose words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import datetime

from portal.subscriptions.enums import OPENINGS_OF, OpeningKind, TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Event, Topic

_FOLLOWED_BY = {opening: topic for topic, opening in OPENINGS_OF.items()}


def topics_of_openings(
    events: Iterable[Event], *, with_words: Mapping[int, Set[int]], at: datetime
) -> dict[int, set[int]]:
    """Event id -> the interests that it concerns; nothing for events about practices.

    An interest is asked which of them it wishes for, once for all events. `with_words` is interest
    id -> the tenders that hold its words; one with words that is not there finds none.
    """
    by_kind: dict[TopicKind, list[Event]] = defaultdict(list)
    for event in events:
        if event.opening_kind:
            by_kind[_FOLLOWED_BY[OpeningKind(event.opening_kind)]].append(event)
    concerned: dict[int, set[int]] = defaultdict(set)
    for topic in Topic.objects.followed().filter(kind__in=by_kind):
        told = by_kind[TopicKind(topic.kind)]
        ids = {event.opening_id or 0 for event in told}
        wished = _wished(topic, ids, with_words.get(topic.pk, frozenset()), at)
        for event in told:
            if event.opening_id in wished:
                concerned[event.pk].add(topic.pk)
    return concerned


def _wished(topic: Topic, ids: set[int], with_words: Set[int], at: datetime) -> set[int]:
    wish = Interest.of_topic(topic).wished
    if wish is None:
        return ids
    return wish.among(ids & with_words if wish.text else ids, at=at)
