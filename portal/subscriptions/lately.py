"""How much an interest would have told in the last 30 days, so that people know beforehand."""

from collections import defaultdict
from datetime import datetime, timedelta

from portal.practices.models import PracticePage, Theme
from portal.subscriptions.enums import OPENINGS_OF, EventKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Event
from portal.subscriptions.querysets import EventQuerySet

PERIOD = timedelta(days=30)


def a_week(number: int) -> int:
    """So many in the period as a number a week, rounded; 0 for less than one in two weeks."""
    return round(number * 7 / PERIOD.days)


def practices_lately(*, at: datetime) -> set[int]:
    """Ids of practices, public now, that became public or changed in the period."""
    ids = _events(at).exclude(practice=None).values("practice_id")
    return set(PracticePage.objects.offered().filter(pk__in=ids).values_list("pk", flat=True))


def number_by_theme(practices: set[int]) -> dict[str, int]:
    """Slug of each theme -> how many of them are about it, or about a theme inside it."""
    tagged = PracticePage.themes.through.objects.filter(practicepage_id__in=practices)
    about: dict[str, set[int]] = defaultdict(set)
    for path, practice_id in tagged.values_list("theme__path", "practicepage_id"):
        for length in range(Theme.steplen, len(path) + 1, Theme.steplen):
            about[path[:length]].add(practice_id)
    return {slug: len(about[path]) for slug, path in Theme.objects.values_list("slug", "path")}


def changes_lately(practice_id: int, *, at: datetime) -> int:
    """How often the practice changed in the period."""
    return _events(at).filter(practice_id=practice_id, kind=EventKind.UPDATED).count()


def openings_lately(interest: Interest, *, at: datetime) -> set[int]:
    """Events, asks or tenders that became public or changed in the period and that the filters of
    this interest leave; which of them hold its words is for who can search to say.
    """
    recent = _events(at).filter(opening_kind=OPENINGS_OF[interest.kind])
    ids = {pk for pk in recent.values_list("opening_id", flat=True) if pk is not None}
    return interest.wished.among(ids, at=at) if interest.wished else ids


def _events(at: datetime) -> EventQuerySet:
    return Event.objects.filter(occurred_at__gte=at - PERIOD, is_return=False)
