"""What a person's mails said, and what the next ones would say, as pages can show it."""

from dataclasses import dataclass
from datetime import datetime

from portal.subscriptions.enums import DIGEST_CADENCES, Cadence, DeliveryState
from portal.subscriptions.mail.desk import Desk
from portal.subscriptions.mail.digest import DigestContent, digest_content
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.models import Delivery, EventSequence, Subscriber, Subscription
from portal.subscriptions.querysets import DeliveryQuerySet
from portal.subscriptions.services.freezing import frozen_items_of


@dataclass(frozen=True, kw_only=True)
class NextDigest:
    """One cadence, and what its digest would say now; None where there is nothing to tell."""

    cadence: Cadence
    content: DigestContent | None


def sent_digests(subscriber: Subscriber) -> DeliveryQuerySet:
    """Mails about practices that the mail server accepted, the newest first; kept for 90 days."""
    sent = Delivery.objects.filter(
        subscriber=subscriber, message="digest", state=DeliveryState.SENT
    )
    return sent.select_related("subscriber").order_by("-sent_at", "-pk")


def content_of(delivery: Delivery, *, at: datetime) -> DigestContent | None:
    """What a mail told, as far as its practices are still public and its interests followed."""
    return digest_content(delivery, Desk([delivery], at=at, shelf=Shelf()))


def next_digests(subscriber: Subscriber, *, at: datetime) -> list[NextDigest]:
    """For each cadence that the person chose, the digest as it would be if it came now.

    It is decided as the sender decides it, and nothing is written down.
    """
    live = Subscription.objects.writable().filter(subscriber=subscriber)
    found = []
    for cadence in DIGEST_CADENCES:
        windows = list(live.filter(cadence=cadence).values_list("pk", "cursor_seq"))
        if windows:
            content = _next(subscriber, cadence, windows, at)
            found.append(NextDigest(cadence=cadence, content=content))
    return found


def _next(
    subscriber: Subscriber, cadence: Cadence, windows: list[tuple[int, int]], at: datetime
) -> DigestContent | None:
    delivery = Delivery(
        subscriber=subscriber,
        cadence=cadence,
        message="digest",
        windows=windows,
        to_seq=EventSequence.current_head(),
    )
    frozen = frozen_items_of(deliveries=[delivery], at=at)[delivery.pk]
    delivery.items = frozen.to_json()
    return content_of(delivery, at=at) if frozen.groups else None
