"""Many people with daily interests that have news, made fast."""

import random

from django.utils import timezone

from portal.practices.models import PracticePage, Theme
from portal.subscriptions.enums import Cadence, EventKind, SubscriberState, TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import (
    Event,
    EventSequence,
    Match,
    Subscriber,
    Subscription,
    Topic,
)

MOST_INTERESTS = 3
CHUNK = 10_000


def make_events() -> None:
    """One event for each practice of the starting content, matched with its themes."""
    now = timezone.now()
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    topics = {pk: _topic(theme) for pk, theme in themes.items()}
    for number, practice in enumerate(PracticePage.objects.live().order_by("pk"), start=1):
        event = Event.objects.create(
            practice=practice,
            kind=EventKind.NEW,
            content_hash=f"{number:064d}",
            occurred_at=now,
            matched_at=now,
            seq=number,
        )
        Match.objects.bulk_create(
            Match(topic=topics[pk], event=event)
            for pk in practice.themes.values_list("pk", flat=True)
        )
    EventSequence.objects.update_or_create(
        id=EventSequence.SINGLETON, defaults={"head": Event.objects.count()}
    )


def _topic(theme: Theme) -> Topic:
    interest = Interest(kind=TopicKind.THEME, value=theme.slug)
    topic, _is_new = Topic.objects.get_or_create(
        criteria_hash=interest.criteria_hash,
        defaults={
            "kind": interest.kind,
            "criteria": interest.criteria,
            "created_at": timezone.now(),
        },
    )
    return topic


def make_people(number: int, *, seed: int) -> None:
    """People with one to three interests that have news, each told daily."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    topics = sorted(set(Match.objects.values_list("topic_id", flat=True)))
    now = timezone.now()
    for start in range(0, number, CHUNK):
        people = Subscriber.objects.bulk_create(
            Subscriber(
                email=f"reader{place}@example.org", state=SubscriberState.ACTIVE, created_at=now
            )
            for place in range(start, min(start + CHUNK, number))
        )
        Subscription.objects.bulk_create(
            Subscription(
                subscriber=person,
                topic_id=topic,
                cadence=Cadence.DAILY,
                cursor_seq=0,
                started_at=now,
            )
            for person in people
            for topic in rng.sample(topics, rng.randint(1, MOST_INTERESTS))
        )
