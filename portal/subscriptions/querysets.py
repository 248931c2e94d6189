"""Chainable filters over subscriptions, events and deliveries."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from portal.subscriptions.enums import (
    LEASED_STATES,
    WAITING_STATES,
    Cadence,
    RunState,
    SubscriberState,
    TopicKind,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    # Ruff does not see that the strings in brackets below are types.
    from portal.subscriptions.models import (  # noqa: F401
        Delivery,
        DigestRun,
        Event,
        Subscriber,
        Subscription,
        Topic,
    )
    from portal.subscriptions.periods import Slot


def _unpaused(at: datetime) -> Q:
    """The condition that a row's subscriber is in no pause at this moment."""
    return Q(subscriber__paused_until__isnull=True) | Q(subscriber__paused_until__lte=at)


class TopicQuerySet(QuerySet["Topic"]):
    """Filters over interests."""

    def followed(self) -> Self:
        """Interests of at least one person, each once."""
        live = Q(subscriptions__isnull=False, subscriptions__ended_at__isnull=True)
        return self.filter(live).distinct()

    def without_words(self) -> Self:
        """Interests that hold nothing that somebody typed: no search, no words for tenders."""
        chosen = self.exclude(kind=TopicKind.SEARCH)
        return chosen.exclude(kind=TopicKind.TENDERS, criteria__slug__icontains="q=")

    def unused(self) -> Self:
        """Nobody follows, keeps or ever agreed to it."""
        return self.filter(
            subscriptions__isnull=True, consents__isnull=True, saved_searches__isnull=True
        )

    def of_kind(self, kind: "TopicKind") -> Self:
        return self.filter(kind=kind)


class SubscriptionQuerySet(QuerySet["Subscription"]):
    """Filters over who is told about what."""

    def live(self) -> Self:
        """Not ended."""
        return self.filter(ended_at__isnull=True)

    def writable(self) -> Self:
        """Live, of a person whom we may write to."""
        return self.live().filter(subscriber__state=SubscriberState.ACTIVE)


class SubscriberQuerySet(QuerySet["Subscriber"]):
    """Filters over people."""

    def unpaused(self, *, at: datetime) -> Self:
        """Who wants mails at this moment."""
        return self.filter(Q(paused_until__isnull=True) | Q(paused_until__lte=at))

    def of_slot(self, slot: "Slot") -> Self:
        """People whom we may write to and whose digests of the cadence are due then."""
        people = self.filter(state=SubscriberState.ACTIVE, tz=slot.tz, send_at=slot.time)
        if slot.cadence == Cadence.WEEKLY:
            return people.filter(weekday=slot.day)
        if slot.cadence == Cadence.MONTHLY:
            return people.filter(month_day=slot.day)
        return people


class DigestRunQuerySet(QuerySet["DigestRun"]):
    """Filters over planned periods."""

    def of_slot(self, slot: "Slot") -> Self:
        """Of the cadence, zone, time and day of a slot."""
        return self.filter(cadence=slot.cadence, tz=slot.tz, time=slot.time, day=slot.day)

    def of_somebody(self) -> Self:
        """Without those of slots in which nobody waits for anything."""
        return self.exclude(state=RunState.FINISHED, planned=0, skipped_empty=0)


class EventQuerySet(QuerySet["Event"]):
    """Filters over what happened to practices."""

    def unmatched(self) -> Self:
        """Nobody has worked out yet whom they concern."""
        return self.filter(matched_at__isnull=True)

    def unsequenced(self) -> Self:
        """Matched, and not yet in the numbered order that digests follow."""
        return self.filter(matched_at__isnull=False, seq__isnull=True)


class DeliveryQuerySet(QuerySet["Delivery"]):
    """Filters over mails on their way."""

    def claimable(self, *, cadences: "Collection[Cadence]", at: datetime) -> Self:
        """Planned, or due for another try; what somebody asked for comes in a pause too."""
        return self.filter(
            Q(retry_at__isnull=True) | Q(retry_at__lte=at),
            _unpaused(at) | Q(cadence=Cadence.ON_REQUEST),
            state__in=WAITING_STATES,
            cadence__in=cadences,
        )

    def abandoned(self, *, at: datetime) -> Self:
        """Held by a sender whose lease has ended, most likely because it was killed."""
        return self.filter(state__in=LEASED_STATES, lease_until__lt=at)
