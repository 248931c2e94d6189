"""What the mails of one batch tell of, read once for all of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.practices.models import PracticePage
from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.interests import Interest
from portal.subscriptions.mail.links import absolute
from portal.subscriptions.models import Delivery, Subscription

FRESH_FOR = timedelta(seconds=5)
"""A practice that is unpublished leaves the mails that are built later than this."""


@dataclass(frozen=True, kw_only=True)
class PracticeFacts:
    """A practice as mails show it."""

    title: str
    url: str
    summary: str
    organisation: str
    area: str
    evidence: str
    is_example: bool


@dataclass(frozen=True, kw_only=True)
class FollowedTopic:
    """A live subscription's interest in words, and where all of its practices are."""

    title: str
    url: str
    started_at: datetime


class Desk:
    """Everything that a batch needs of practices and subscriptions, as it was at ``at``.

    ``practices`` holds, by id, those that everybody may read; ``topics``, by subscription id, those
    that have not ended.
    """

    def __init__(self, deliveries: Collection[Delivery], *, at: datetime) -> None:
        frozen = [FrozenItems.from_json(mail.items) for mail in deliveries if is_digest(mail)]
        groups = [group for items in frozen for group in items.groups]
        self.at = at
        self.practices = _practices({pk for items in frozen for pk in items.practice_ids})
        self.topics = _topics({group.subscription_id for group in groups})

    def is_fresh(self, at: datetime) -> bool:
        """Whether what was read may still be told at this moment."""
        return at - self.at <= FRESH_FOR


def is_digest(delivery: Delivery) -> bool:
    """Whether the mail tells of practices: a digest, or one practice at once."""
    return delivery.message == "digest"


def _practices(ids: Iterable[int]) -> dict[int, PracticeFacts]:
    public = PracticePage.objects.offered().filter(pk__in=list(ids))
    public = public.select_related("lead_organisation").prefetch_related("areas")
    return {practice.pk: _facts(practice) for practice in public}


def _facts(practice: PracticePage) -> PracticeFacts:
    return PracticeFacts(
        title=practice.title,
        url=absolute(practice.get_url() or ""),
        summary=practice.summary,
        organisation=str(practice.lead_organisation or ""),
        area=", ".join(area.name for area in practice.areas.all()),
        evidence=practice.evidence_sentence,
        is_example=practice.is_example,
    )


def _topics(ids: Collection[int]) -> dict[int, FollowedTopic]:
    live = Subscription.objects.live().select_related("topic").filter(pk__in=ids)
    interests: dict[int, tuple[str, str]] = {}
    topics = {}
    for subscription in live:
        if subscription.topic_id not in interests:
            interest = Interest.of_topic(subscription.topic)
            words = (interest.title, absolute(interest.get_absolute_url()))
            interests[subscription.topic_id] = words
        title, url = interests[subscription.topic_id]
        topics[subscription.pk] = FollowedTopic(
            title=title, url=url, started_at=subscription.started_at
        )
    return topics
