"""Hands planned mails to the mail server: never two at a time, each step committed by itself."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from portal.subscriptions.enums import Cadence, DeliveryState
from portal.subscriptions.mail.handover import Handover, Outcome, connect, hand_over
from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import (
    BATCH,
    HANDING_LEASE,
    claim_deliveries,
    move,
    release,
)
from portal.subscriptions.services.drafting import Drafts
from portal.subscriptions.services.throttling import (
    note_server_away,
    note_server_there,
    return_allowance,
    take_allowance,
)

log = structlog.get_logger(__name__)

BACK_OFF = (1, 5, 15, 60, 240)
"""Minutes until the next try; the last one repeats, because a 4xx reply never ends a delivery."""

MOST_COMPOSING_ERRORS = 5
"""A mail that cannot be built is parked after this many tries, where staff see it."""

SERVER_AWAY_PAUSE = timedelta(minutes=1)

LEASE_LOST = Handover(outcome=Outcome.ACCEPTED, code="lease-lost")

Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class SendReport:
    """What one call of the sender did, by state."""

    taken: int
    states: dict[str, int]


def send_batch(
    *,
    cadences: Collection[Cadence],
    clock: Clock,
    limit: int = BATCH,
    shelf: Shelf | None = None,
) -> SendReport:
    """Claim and send up to ``limit`` mails of these cadences in one session.

    ``clock`` is asked before each step, because a batch takes long enough for leases to matter. No
    transaction is open while the mail server is spoken to. A killed sender leaves at most one mail
    whose answer is lost; `sweep` settles it. Whoever sends many batches gives each the same
    ``shelf``, so that it is filled once. Nothing is taken while the mail server is away or the rate
    limit is used up.
    """
    at = clock()
    is_asked_for = set(cadences) == {Cadence.ON_REQUEST}
    allowed = take_allowance(wanted=limit, at=at, is_asked_for=is_asked_for)
    if not allowed:
        return SendReport(taken=0, states={})
    deliveries = claim_deliveries(cadences=cadences, at=at, limit=allowed)
    ready = [delivery for delivery in deliveries if delivery.state == DeliveryState.CLAIMED]
    if not is_asked_for:
        return_allowance(unused=allowed - len(ready))
    connection = get_connection()
    try:
        _send_all(ready, connection, clock, shelf or Shelf())
    finally:
        _close(connection)
    states = Counter(str(delivery.state) for delivery in deliveries)
    return SendReport(taken=len(deliveries), states=dict(states))


def _send_all(
    deliveries: list[Delivery], connection: BaseEmailBackend, clock: Clock, shelf: Shelf
) -> None:
    drafts, is_known_there = Drafts(deliveries, at=clock(), shelf=shelf), False
    for position, delivery in enumerate(deliveries):
        message = _composed(delivery, partial(drafts.message, position), clock())
        if message is None:
            continue
        meanwhile = partial(drafts.compose_ahead, position + 1)
        handover = _send(delivery, message, connection, clock, meanwhile)
        if handover.outcome == Outcome.SERVER_AWAY:
            # Nothing is wrong with the mails: all that are left wait, and none loses a try.
            at = clock()
            log.warning("mail.server_away", code=handover.code)
            note_server_away(at=at)
            left, retry_at = deliveries[position:], at + SERVER_AWAY_PAUSE
            release(deliveries=left, reason=handover.code, retry_at=retry_at, at=at)
            return
        if not is_known_there:
            note_server_there()
            is_known_there = True


def _send(
    delivery: Delivery,
    message: EmailMessage,
    connection: BaseEmailBackend,
    clock: Clock,
    meanwhile: Callable[[], None],
) -> Handover:
    opened = connect(connection)
    if opened.outcome != Outcome.ACCEPTED:
        return opened
    at = clock()
    # Committed before the first byte: whatever kills this process now, the row says where it was.
    is_mine = move(
        delivery, DeliveryState.HANDING, at=at,
        lease_until=at + HANDING_LEASE, message_id=message_id_of(delivery),
    )  # fmt: skip
    if not is_mine:
        return LEASE_LOST
    handover = hand_over(connection, message, meanwhile)
    _SETTLE[handover.outcome](delivery, handover, clock())
    if handover.outcome == Outcome.ANSWER_LOST:
        _close(connection)
    return handover


def _composed(
    delivery: Delivery, composing: Callable[..., EmailMessage | None], at: datetime
) -> EmailMessage | None:
    """The message, or None once the mail is put aside."""
    try:
        message = composing(at=at)
    except Exception as error:
        # Whatever one mail's content raises, the others must go on.
        log.exception("mail.not_composed", delivery=str(delivery.public_id))
        _put_off_or_park(delivery, type(error).__name__, at)
        return None
    if message is None:
        move(delivery, DeliveryState.CANCELLED, at=at, detail="nothing-left", lease_until=None)
    return message


def _put_off_or_park(delivery: Delivery, code: str, at: datetime) -> None:
    if delivery.attempts + 1 >= MOST_COMPOSING_ERRORS:
        move(delivery, DeliveryState.FAILED, at=at, detail=code, lease_until=None, error=code)
    else:
        _put_off(delivery, Handover(outcome=Outcome.REFUSED_FOR_NOW, code=code), at)


def _put_off(delivery: Delivery, handover: Handover, at: datetime) -> None:
    minutes = BACK_OFF[min(delivery.attempts, len(BACK_OFF) - 1)]
    # Spread by the mail's own number, so that thousands put off together do not return together.
    spread = 1 + (delivery.public_id.int % 100) / 400
    move(
        delivery, DeliveryState.RETRY_WAIT, at=at, detail=handover.code, lease_until=None,
        retry_at=at + timedelta(minutes=minutes * spread),
        attempts=delivery.attempts + 1, error=handover.code,
    )  # fmt: skip


def _refuse(delivery: Delivery, handover: Handover, at: datetime) -> None:
    code = handover.code
    move(delivery, DeliveryState.FAILED, at=at, detail=code, lease_until=None, error=code)


def _accept(delivery: Delivery, handover: Handover, at: datetime) -> None:
    changes: dict[str, Any] = {"lease_until": None, "sent_at": at, "error": ""}
    if move(delivery, DeliveryState.SENT, at=at, detail=handover.code, **changes):
        return
    # The sweeper took the answer for lost. As long as nobody claimed the mail since, the answer
    # that came after all is worth more.
    delivery.state = DeliveryState.PLANNED
    if not move(delivery, DeliveryState.SENT, at=at, detail="late-answer", **changes):
        log.warning("mail.answered_after_lease", delivery=str(delivery.public_id))


def _await_sweep(delivery: Delivery, handover: Handover, at: datetime) -> None:
    log.warning("mail.answer_lost", delivery=str(delivery.public_id), code=handover.code)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:
        log.info("mail.session_broken")


_SETTLE = {
    Outcome.ACCEPTED: _accept,
    Outcome.REFUSED_FOR_NOW: _put_off,
    Outcome.REFUSED: _refuse,
    Outcome.ANSWER_LOST: _await_sweep,
    # All mails that are left, this one among them, are let go together.
    Outcome.SERVER_AWAY: lambda *_: None,
}
