"""What the mails of one batch tell of, read once for all of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.mail.shelf import PracticeFacts, Shelf
from portal.subscriptions.models import Delivery, Subscription
from portal.subscriptions.openings import Opening, OpeningKey
from portal.subscriptions.selectors import set_aside_by


@dataclass(frozen=True, kw_only=True)
class FollowedTopic:
    """A live subscription's interest in words, and where all of its practices are."""

    title: str
    url: str
    started_at: datetime


class Desk:
    """Everything that a batch needs of practices and subscriptions, as it was at ``at``.

    ``topics`` holds, by subscription id, the interests that have not ended.
    """

    def __init__(self, deliveries: Collection[Delivery], *, at: datetime, shelf: Shelf) -> None:
        frozen = [FrozenItems.from_json(mail.items) for mail in deliveries if is_digest(mail)]
        groups = [group for items in frozen for group in items.groups]
        shelf.renew(at)
        self._shelf = shelf
        self._practices = shelf.practices({pk for items in frozen for pk in items.practice_ids})
        named = {key for items in frozen for key in items.opening_keys}
        self._openings: Mapping[OpeningKey, Opening] = shelf.openings(named, at=at)
        self._set_aside = set_aside_by({mail.subscriber_id for mail in deliveries})
        self.topics = _topics({group.subscription_id for group in groups}, shelf)

    def practices_for(self, delivery: Delivery) -> Mapping[int, PracticeFacts]:
        """By id, the practices that everybody may read and this reader has not set aside."""
        unwanted = self._set_aside[delivery.subscriber_id]
        if not unwanted:
            return self._practices
        return {pk: facts for pk, facts in self._practices.items() if ("", pk) not in unwanted}

    def openings_for(self, delivery: Delivery) -> Mapping[OpeningKey, Opening]:
        """By kind and number, the openings that are not over and not set aside either."""
        unwanted = self._set_aside[delivery.subscriber_id]
        if not unwanted:
            return self._openings
        return {key: opening for key, opening in self._openings.items() if key not in unwanted}

    def tellable_to(self, delivery: Delivery) -> set[tuple[str, int]]:
        """Every practice and opening that this mail may tell of, as `FrozenItem.about`."""
        return {("", pk) for pk in self.practices_for(delivery)} | set(self.openings_for(delivery))

    def is_fresh(self, at: datetime) -> bool:
        """Whether what was read may still be told at this moment."""
        return self._shelf.is_fresh(at)


def is_digest(delivery: Delivery) -> bool:
    """Whether the mail tells what is new: a digest, or one thing at once."""
    return delivery.message == "digest"


def _topics(ids: Collection[int], shelf: Shelf) -> dict[int, FollowedTopic]:
    live = Subscription.objects.live().filter(pk__in=ids)
    rows = list(live.values_list("pk", "topic_id", "started_at"))
    words = shelf.interests({topic_id for _pk, topic_id, _at in rows})
    return {
        pk: FollowedTopic(
            title=words[topic_id].title, url=words[topic_id].url, started_at=started_at
        )
        for pk, topic_id, started_at in rows
    }
