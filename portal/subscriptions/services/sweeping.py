"""Settles what a killed or silent sender left behind, by evidence where there is any."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from portal.subscriptions.enums import DeliveryState
from portal.subscriptions.mail.readback import accepted_message_ids
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import move

MOST_SWEPT = 500
"""Mails settled in one call."""

MOST_ABANDONED = 10
"""A mail whose senders are lost each time is parked after so many, where staff see it."""

RESENDS = 1
"""How often a mail is sent again, under its own Message-ID, without evidence of its fate."""


def sweep(*, at: datetime) -> dict[str, int]:
    """Settle every mail whose sender's lease has ended; how many, by the state they went to.

    A claimed mail was surely not sent and is planned again; being put off, however often, is not
    counted against it, but every sender that is lost with it is. One that was being handed over is
    looked for where the receiving side shows what it accepted. Without such evidence it is sent
    once more under its own Message-ID, and after that parked as unknown: a rare repeat is better
    than a rare loss, and many repeats are not.
    """
    abandoned = list(Delivery.objects.abandoned(at=at).order_by("pk")[:MOST_SWEPT])
    is_handing = any(mail.state == DeliveryState.HANDING for mail in abandoned)
    accepted = accepted_message_ids() if is_handing else None
    settled: Counter[str] = Counter()
    for delivery in abandoned:
        if delivery.state == DeliveryState.CLAIMED:
            is_settled = _plan_again(delivery, "never-sent", at)
        else:
            is_settled = _settle_handing(delivery, accepted, at)
        settled[str(delivery.state)] += is_settled
    return dict(settled)


def _settle_handing(delivery: Delivery, accepted: Collection[str] | None, at: datetime) -> bool:
    if accepted is None:
        return _settle_unseen(delivery, at)
    if delivery.message_id in accepted:
        return move(
            delivery, DeliveryState.SENT, at=at, detail="found", lease_until=None, sent_at=at
        )
    return _plan_again(delivery, "not-found", at)


def _settle_unseen(delivery: Delivery, at: datetime) -> bool:
    lost_answers = delivery.lost_answers + 1
    state = DeliveryState.PLANNED if lost_answers <= RESENDS else DeliveryState.UNKNOWN
    return move(
        delivery, state, at=at, detail="answer-lost", lease_until=None,
        lost_answers=lost_answers, abandoned=delivery.abandoned + 1,
    )  # fmt: skip


def _plan_again(delivery: Delivery, detail: str, at: datetime) -> bool:
    abandoned = delivery.abandoned + 1
    if abandoned >= MOST_ABANDONED:
        return move(
            delivery, DeliveryState.FAILED, at=at, detail="gave-up", lease_until=None,
            error="gave-up", abandoned=abandoned,
        )  # fmt: skip
    return move(
        delivery, DeliveryState.PLANNED, at=at, detail=detail, lease_until=None, abandoned=abandoned
    )
