"""Reads for the pages of email choices and for operators."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.practices.models import PracticePage
from portal.subscriptions.enums import (
    DIGEST_CADENCES,
    WAITING_STATES,
    Cadence,
    SubscriberState,
    SuppressionReason,
    TopicKind,
)
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import (
    Delivery,
    DigestRun,
    Event,
    EventSequence,
    SavedSearch,
    SetAside,
    Subscriber,
    Subscription,
    Suppression,
    Topic,
)
from portal.subscriptions.openings import still_open
from portal.subscriptions.slot_words import slot_in_words
from portal.subscriptions.suppression import known_hashes
from portal.subscriptions.tender_wishes import TenderWish
from portal.subscriptions.tokens import not_for_me_token
from portal.tenders.board import BoardQuery
from portal.users.models import User
from portal.users.people import owns_address

LISTED_RUNS = 20
"""Those begun last."""


@dataclass(frozen=True, kw_only=True)
class FollowedInterest:
    """One live subscription as its owner sees it."""

    pk: int
    title: str
    url: str
    cadence: Cadence
    started_at: datetime
    when: str
    """Day and time in words; empty for what comes at once."""


@dataclass(frozen=True, kw_only=True)
class SavedInterest:
    """A saved search as its owner sees it: their name for it, and what it asks for in words."""

    pk: int
    name: str
    interest: Interest
    title: str
    url: str
    query_string: str


@dataclass(frozen=True, kw_only=True)
class ThingSetAside:
    """What the person wants to hear nothing of, and the page that brings it back."""

    title: str
    url: str
    at: datetime


def saved_searches(user: User) -> list[SavedInterest]:
    """What the person has saved, newest first."""
    own = SavedSearch.objects.filter(user=user).select_related("topic").order_by("-saved_at", "-pk")
    return [_saved(saved, Interest.of_topic(saved.topic)) for saved in own]


def followed_interests(subscriber: Subscriber) -> list[FollowedInterest]:
    """What a person is told about, in alphabetical order."""
    live = Subscription.objects.live().filter(subscriber=subscriber).select_related("topic")
    interests = [_followed(subscription, subscriber) for subscription in live]
    return sorted(interests, key=lambda followed: followed.title.casefold())


def digests_of(subscriber: Subscriber) -> list[Cadence]:
    """The digests that the person gets, the most frequent first."""
    live = Subscription.objects.live().filter(subscriber=subscriber)
    chosen = set(live.values_list("cadence", flat=True))
    return [cadence for cadence in DIGEST_CADENCES if cadence in chosen]


def set_aside_of(subscriber: Subscriber, *, now: datetime) -> list[ThingSetAside]:
    """What a person set aside with “Not for me”, the latest first."""
    rows = list(subscriber.set_aside.order_by("-at", "-pk"))
    names = names_of([row.about for row in rows], at=now)
    return [
        ThingSetAside(
            title=names[row.about],
            url=reverse("not_for_me", args=[not_for_me_token(subscriber.public_id, row.about)]),
            at=row.at,
        )
        for row in rows
    ]


def names_of(abouts: Collection[tuple[str, int]], *, at: datetime) -> dict[tuple[str, int], str]:
    """`Event.about` -> its title where everybody may read of it at ``at``, or a phrase."""
    ids = [pk for kind, pk in abouts if not kind]
    public = PracticePage.objects.offered().filter(pk__in=ids).values_list("pk", "title")
    openings = still_open([about for about in abouts if about[0]], at=at)
    gone = {"": _("A practice that is gone")}
    over = _("Something that is over")
    return {
        **{about: gone.get(about[0], over) for about in abouts},
        **{("", pk): title for pk, title in public},
        **{about: opening.title for about, opening in openings.items()},
    }


def set_aside_by(subscriber_ids: Collection[int]) -> dict[int, frozenset[tuple[str, int]]]:
    """Person -> what they want to hear nothing of, as `Event.about`; in one query for all."""
    unwanted: dict[int, set[tuple[str, int]]] = {pk: set() for pk in subscriber_ids}
    for row in SetAside.objects.filter(subscriber_id__in=unwanted):
        unwanted[row.subscriber_id].add(row.about)
    return {pk: frozenset(own) for pk, own in unwanted.items()}


def own_subscriber(person: User) -> Subscriber | None:
    """Who gets mails at the person's own address; None where they have not shown that it is."""
    if not owns_address(person, person.email):
        return None
    people = Subscriber.objects.exclude(state=SubscriberState.SUPPRESSED)
    return people.filter(email=person.email.casefold()).first()


def has_mail_come_back(person: User) -> bool:
    """Whether we write no more to the person's own address because a mail came back from it."""
    marks = Suppression.objects.filter(
        address_hash__in=known_hashes(person.email), reason=SuppressionReason.BOUNCED
    )
    return owns_address(person, person.email) and marks.exists()


def account_at(subscriber: Subscriber) -> User | None:
    """The open account with the address of these mails, if there is one."""
    if not subscriber.email:
        return None
    return User.objects.filter(is_active=True, email__iexact=subscriber.email).first()


def masked_address(subscriber: Subscriber) -> str:
    """Enough of the address for its owner to know it: a forwarded link must not give it away."""
    if not subscriber.email:
        return ""
    name, _at, domain = subscriber.email.rpartition("@")
    return f"{name[0]}•••@{domain}"


def followed_searches() -> list[Topic]:
    """Every search that somebody follows, each once."""
    return list(Topic.objects.followed().of_kind(TopicKind.SEARCH).order_by("pk"))


def followed_tender_words() -> dict[int, BoardQuery]:
    """Every search of the tender board with words that somebody follows, by the id of its row."""
    topics = Topic.objects.followed().of_kind(TopicKind.TENDERS).order_by("pk")
    wishes = {topic.pk: Interest.of_topic(topic).wish for topic in topics}
    queries = {pk: TenderWish.from_query_string(wish).query for pk, wish in wishes.items()}
    return {pk: query for pk, query in queries.items() if query.text}


def digests_status() -> dict[str, Any]:
    """The state of digests in plain values, for `digests_status` and monitoring."""
    by_state = Delivery.objects.values("cadence", "state").annotate(mails=Count("pk"))
    waiting = Delivery.objects.filter(state__in=WAITING_STATES)
    oldest = waiting.aggregate(oldest=Min("planned_at"))["oldest"]
    runs = DigestRun.objects.of_somebody().order_by("-started_at", "-pk")[:LISTED_RUNS]
    return {
        "deliveries": [
            {"cadence": row["cadence"], "state": row["state"], "mails": row["mails"]}
            for row in by_state.order_by("cadence", "state")
        ],
        "oldest_waiting": oldest.isoformat() if oldest else None,
        "events_unmatched": Event.objects.unmatched().count(),
        "events_unsequenced": Event.objects.unsequenced().count(),
        "last_event_number": EventSequence.current_head(),
        "runs": [
            {
                "cadence": run.cadence,
                "period": run.period_key,
                "time": f"{run.time:%H:%M}",
                "day": run.day,
                "time_zone": run.tz,
                "state": run.state,
                "planned": run.planned,
                "skipped_empty": run.skipped_empty,
                "up_to_event": run.to_seq,
            }
            for run in runs
        ],
    }


def _saved(saved: SavedSearch, interest: Interest) -> SavedInterest:
    return SavedInterest(
        pk=saved.pk,
        name=saved.name,
        interest=interest,
        title=interest.title,
        url=interest.get_absolute_url(),
        query_string=interest.query_string,
    )


def _followed(subscription: Subscription, subscriber: Subscriber) -> FollowedInterest:
    interest = Interest.of_topic(subscription.topic)
    cadence = Cadence(subscription.cadence)
    return FollowedInterest(
        pk=subscription.pk,
        title=interest.title,
        url=interest.get_absolute_url(),
        cadence=cadence,
        started_at=subscription.started_at,
        when=slot_in_words(subscriber.slot(cadence)) if cadence in DIGEST_CADENCES else "",
    )
