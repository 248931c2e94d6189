"""Takes mails for one sender, with a lease and a fence, and lets them go again."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.subscriptions.enums import WAITING_STATES, Cadence, DeliveryState, SubscriberState
from portal.subscriptions.models import Delivery, DeliveryEvent, Subscriber
from portal.subscriptions.services.freezing import frozen_items_of

BATCH = 100
"""Mails that one claim takes."""

CLAIM_LEASE = timedelta(minutes=2)
"""A claimed mail that is not being handed over by then goes to another sender."""

HANDING_LEASE = timedelta(seconds=60)
"""Longer than any SMTP exchange under EMAIL_TIMEOUT; after it the answer counts as lost."""


@transaction.atomic
def claim_deliveries(
    *, cadences: Collection[Cadence], at: datetime, limit: int = BATCH
) -> list[Delivery]:
    """Take mails that wait and decide what each tells; return those with something as claimed.

    Those with nothing to tell, or nobody to tell it to, are returned in the state that ends them.
    One conditional UPDATE makes the claim: rows that another sender holds are passed over where the
    database can (SKIP LOCKED), and where it has one writer (SQLite) nobody else is in between.
    """
    taken = _next_waiting(cadences, at, limit)
    if not taken:
        return []
    ids = [delivery.pk for delivery in taken]
    Delivery.objects.filter(pk__in=ids, state__in=WAITING_STATES).update(
        state=DeliveryState.CLAIMED,
        lease_until=at + CLAIM_LEASE,
        fence=F("fence") + 1,
        retry_at=None,
    )
    record_steps(ids, DeliveryState.CLAIMED, at)
    people = _locked_people(taken)
    for delivery in taken:
        # The rows are locked, so this is what the UPDATE made of each.
        delivery.state, delivery.lease_until = DeliveryState.CLAIMED, at + CLAIM_LEASE
        delivery.fence, delivery.retry_at = delivery.fence + 1, None
        delivery.subscriber = people[delivery.subscriber_id]
    _freeze(taken, at)
    return taken


def _next_waiting(cadences: Collection[Cadence], at: datetime, limit: int) -> list[Delivery]:
    """The oldest mails; where no others wait, a single one whose sender was lost before.

    It may be what killed the sender: alone, and after all others, it takes none of them along.
    """
    waiting = Delivery.objects.claimable(cadences=cadences, at=at)
    waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    trusted = list(waiting.filter(abandoned=0).order_by("pk")[:limit])
    return trusted or list(waiting.filter(abandoned__gt=0).order_by("abandoned", "pk")[:1])


def release(
    *, deliveries: Iterable[Delivery], reason: str, retry_at: datetime, at: datetime
) -> None:
    """Give back claimed mails that were surely not handed over, for another sender later."""
    for delivery in deliveries:
        move(
            delivery, DeliveryState.RETRY_WAIT, at=at, detail=reason,
            retry_at=retry_at, lease_until=None, error=reason,
        )  # fmt: skip


@transaction.atomic
def move(
    delivery: Delivery, state: DeliveryState, *, at: datetime, detail: str = "", **changes: Any
) -> bool:
    """Move a mail on if this sender still holds it; False, and nothing changed, if not.

    “Holds” is compare-and-swap on the state and fence as the sender last saw them.
    """
    held = Delivery.objects.filter(
        pk=delivery.pk, fence=delivery.fence, state=delivery.state
    ).update(state=state, **changes)
    if not held:
        return False
    DeliveryEvent.objects.bulk_create(_steps(delivery, state, at, detail))
    for name, value in {"state": state, **changes}.items():
        setattr(delivery, name, value)
    return True


def _steps(
    delivery: Delivery, state: DeliveryState, at: datetime, detail: str
) -> list[DeliveryEvent]:
    """What the history gains when a mail leaves the state that it is in.

    That it was being handed over is written with how that ended, because the mail server is waited
    for in between and the row itself says so until then.
    """
    if state == DeliveryState.HANDING:
        return []
    steps = [DeliveryEvent(delivery_id=delivery.pk, state=state, detail=detail, at=at)]
    if delivery.state == DeliveryState.HANDING and delivery.lease_until:
        handed = DeliveryEvent(
            delivery_id=delivery.pk, state=delivery.state, at=delivery.lease_until - HANDING_LEASE
        )
        steps.insert(0, handed)
    return steps


def record_steps(ids: Iterable[int], state: DeliveryState, at: datetime, detail: str = "") -> None:
    """Append one step to the history of each mail."""
    DeliveryEvent.objects.bulk_create(
        DeliveryEvent(delivery_id=pk, state=state, detail=detail, at=at) for pk in ids
    )


def _locked_people(deliveries: Sequence[Delivery]) -> dict[int, Subscriber]:
    ids = {delivery.subscriber_id for delivery in deliveries}
    people = Subscriber.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    return {person.pk: person for person in people}


def _freeze(deliveries: Sequence[Delivery], at: datetime) -> None:
    """Freeze what is not frozen; put aside what must not, or need not, be sent."""
    writable = [mail for mail in deliveries if _put_aside_unwanted(mail, at)]
    undecided = [mail for mail in writable if mail.items is None]
    decided = frozen_items_of(deliveries=undecided, at=at) if undecided else {}
    for delivery in undecided:
        if decided[delivery.pk].groups:
            delivery.items = decided[delivery.pk].to_json()
        else:
            move(delivery, DeliveryState.SKIPPED_EMPTY, at=at, lease_until=None)
    Delivery.objects.bulk_update([mail for mail in undecided if mail.items], ["items"])


def _put_aside_unwanted(delivery: Delivery, at: datetime) -> bool:
    if delivery.subscriber.state == SubscriberState.SUPPRESSED or not delivery.subscriber.email:
        move(delivery, DeliveryState.SUPPRESSED, at=at, lease_until=None)
        return False
    return True
