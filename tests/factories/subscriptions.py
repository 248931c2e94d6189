"""People, interests and mails on their way, valid by default."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from portal.practices.models import PracticePage, Theme
from portal.subscriptions.enums import (
    Cadence,
    DeliveryState,
    EventKind,
    SubscriberState,
    TopicKind,
)
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import (
    Delivery,
    Event,
    Match,
    SavedSearch,
    Subscriber,
    Subscription,
    Topic,
)
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.users import UserFactory

LONDON = ZoneInfo("Europe/London")
SIGNED_UP = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)
"""A Monday, when everybody here signed up."""


class SubscriberFactory(DjangoModelFactory):
    """Somebody who has confirmed; `pending=True` for somebody who has not."""

    class Meta:
        model = Subscriber

    class Params:
        pending = factory.Trait(state=SubscriberState.PENDING)

    email = factory.Sequence(lambda number: f"reader{number}@example.org")
    state = SubscriberState.ACTIVE
    created_at = SIGNED_UP


def topic_for(target: Any) -> Topic:
    """The interest in a theme, area or organisation, or in a search given as a query string."""
    if isinstance(target, str):
        interest = Interest(kind=TopicKind.SEARCH, value=target)
    else:
        kind = TopicKind(type(target).__name__.lower())
        interest = Interest(kind=kind, value=target.slug)
    topic, _is_new = Topic.objects.get_or_create(
        criteria_hash=interest.criteria_hash,
        defaults={"kind": interest.kind, "criteria": interest.criteria, "created_at": SIGNED_UP},
    )
    return topic


class SubscriptionFactory(DjangoModelFactory):
    """A daily subscription to a new theme; `to=` follows something that is there."""

    class Meta:
        model = Subscription

    class Params:
        to = factory.SubFactory(ThemeFactory)

    subscriber = factory.SubFactory(SubscriberFactory)
    topic = factory.LazyAttribute(lambda row: topic_for(row.to))
    cadence = Cadence.DAILY
    cursor_seq = 0
    started_at = SIGNED_UP


class SavedSearchFactory(DjangoModelFactory):
    """A search that somebody keeps."""

    class Meta:
        model = SavedSearch

    user = factory.SubFactory(UserFactory)
    topic = factory.Sequence(lambda number: topic_for(f"q=word{number}"))
    name = factory.Sequence(lambda number: f"Search {number}")
    saved_at = SIGNED_UP


class EventFactory(DjangoModelFactory):
    """A practice became public; not matched and not numbered yet."""

    class Meta:
        model = Event

    practice = factory.SubFactory(PracticePageFactory)
    kind = EventKind.NEW
    content_hash = factory.Sequence(lambda number: f"{number:064x}")
    occurred_at = SIGNED_UP + timedelta(hours=1)


def numbered_event(seq: int, *topics: Topic, **fields: Any) -> Event:
    """An event that concerns these interests, with its place in the order."""
    event = EventFactory(seq=seq, matched_at=SIGNED_UP + timedelta(hours=2), **fields)
    Match.objects.bulk_create([Match(topic=topic, event=event) for topic in topics])
    return event


def practice_about(theme: Theme, **fields: Any) -> PracticePage:
    """A public practice with the theme."""
    return PracticePageFactory(themes=[theme], **fields)


class DeliveryFactory(DjangoModelFactory):
    """A daily digest that is planned, with nothing decided yet."""

    class Meta:
        model = Delivery

    subscriber = factory.SubFactory(SubscriberFactory)
    cadence = Cadence.DAILY
    period_key = factory.Sequence(lambda number: f"period-{number}")
    message = "digest"
    state = DeliveryState.PLANNED
    planned_at = SIGNED_UP + timedelta(days=1)
