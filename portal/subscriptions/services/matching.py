"""Works out whom an event concerns: by theme, area, organisation, practice, search and opening."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from treebeard.mp_tree import MP_Node

from portal.organisations.models import Area
from portal.practices.models import PracticePage, Theme
from portal.practices.naming import WITH_NAMED_PARTNERS
from portal.subscriptions.enums import TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Event, Match, Topic
from portal.subscriptions.services.matching_openings import topics_of_openings


@dataclass(frozen=True, kw_only=True)
class SearchAnswer:
    """What of that asked about a followed search finds, as the search engine answered.

    A search for practices finds practices; of a search of the tender board, its words find tenders.
    """

    topic_id: int
    practice_ids: frozenset[int] = frozenset()
    tender_ids: frozenset[int] = frozenset()


@transaction.atomic
def record_matches(
    *, events: Sequence[Event], answers: Collection[SearchAnswer], at: datetime
) -> int:
    """Write the match rows of events and mark them matched; how many rows, repeats apart.

    ``answers`` come from whoever may ask the search engine, for every search that is followed and
    for the words of every one of the tender board. A theme's followers hear of its children, an
    area's of the places inside it, an organisation's of what it leads or joins.
    """
    practices = _practices(events)
    topics_of = _topics_by_practice(practices.values())
    for answer in answers:
        for practice_id in answer.practice_ids:
            topics_of.setdefault(practice_id, set()).add(answer.topic_id)
    with_words = {answer.topic_id: answer.tender_ids for answer in answers}
    openings = topics_of_openings(events, with_words=with_words, at=at)
    rows = [
        Match(topic_id=topic_id, event=event)
        for event in events
        for topic_id in sorted(
            openings.get(event.pk, set()) | topics_of.get(event.practice_id or 0, set())
        )
    ]
    Match.objects.bulk_create(rows, ignore_conflicts=True)
    unmatched = Event.objects.unmatched().filter(pk__in=[event.pk for event in events])
    unmatched.update(matched_at=at)
    return len(rows)


def _practices(events: Iterable[Event]) -> dict[int, PracticePage]:
    ids = {event.practice_id for event in events if event.practice_id}
    practices = PracticePage.objects.filter(pk__in=ids).select_related("lead_organisation")
    return {
        practice.pk: practice
        for practice in practices.prefetch_related("themes", "areas", *WITH_NAMED_PARTNERS)
    }


def _topics_by_practice(practices: Iterable[PracticePage]) -> dict[int, set[int]]:
    """Only interests that could match are looked up, by hash: the table of all is never read."""
    hashes = {practice.pk: _hashes(practice) for practice in practices}
    wanted = frozenset[str]().union(*hashes.values())
    followed = Topic.objects.followed().filter(criteria_hash__in=wanted)
    topics: Mapping[str, int] = dict(followed.values_list("criteria_hash", "pk"))
    return {
        practice_id: {topics[known] for known in own if known in topics}
        for practice_id, own in hashes.items()
    }


def _hashes(practice: PracticePage) -> frozenset[str]:
    slugs = {
        TopicKind.THEME: _with_ancestors(Theme, practice.themes.all()),
        TopicKind.AREA: _with_ancestors(Area, practice.areas.all()),
        TopicKind.ORGANISATION: {each.slug for each in practice.organisations},
        TopicKind.PAGE: {str(practice.pk)},
    }
    return frozenset(
        Interest(kind=kind, value=slug).criteria_hash
        for kind, values in slugs.items()
        for slug in values
    )


def _with_ancestors(model: type[MP_Node], nodes: Iterable[MP_Node]) -> set[str]:
    """Slugs of the nodes and of all above them, from their materialised paths alone."""
    paths = {
        node.path[:length]
        for node in nodes
        for length in range(model.steplen, len(node.path) + 1, model.steplen)
    }
    return set(model.objects.filter(path__in=paths).values_list("slug", flat=True))
