"""What the mails of one batch tell of, read once for all of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.models import Delivery, Subscription


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

    def __init__(self, deliveries: Collection[Delivery], *, at: datetime, shelf: Shelf) -> None:
        frozen = [FrozenItems.from_json(mail.items) for mail in deliveries if is_digest(mail)]
        groups = [group for items in frozen for group in items.groups]
        shelf.renew(at)
        self._shelf = shelf
        self.practices = shelf.practices({pk for items in frozen for pk in items.practice_ids})
        self.topics = _topics({group.subscription_id for group in groups}, shelf)

    def is_fresh(self, at: datetime) -> bool:
        """Whether what was read may still be told at this moment."""
        return self._shelf.is_fresh(at)


def is_digest(delivery: Delivery) -> bool:
    """Whether the mail tells of practices: a digest, or one practice at once."""
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
