"""Changing how often, and ending; as easy as starting (UK GDPR, Article 7(3))."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from portal.subscriptions import wording
from portal.subscriptions.enums import Cadence, Channel, ConsentAction, EndReason
from portal.subscriptions.models import ConsentRecord, Subscriber, Subscription


class AlreadyEndedError(Exception):
    """The subscription was ended before; the first reason is kept."""


@transaction.atomic
def change_cadence(*, subscription: Subscription, cadence: Cadence, at: datetime) -> Subscription:
    """Tell the person more or less often, from the same place on: nothing lost, nothing twice.

    Raises:
        AlreadyEndedError: it was ended before.
    """
    locked = _live_and_locked(subscription)
    if locked.cadence == cadence:
        return locked
    locked.cadence = cadence
    # Only this column: a planner may be moving the cursor at the same time.
    locked.save(update_fields=["cadence"])
    _record(locked, ConsentAction.CHANGED, Channel.WEB, at)
    return locked


@transaction.atomic
def end_subscription(
    *, subscription: Subscription, reason: EndReason, at: datetime
) -> Subscription:
    """Stop telling, and keep the row as evidence of consent; coming back makes a new row.

    A mail already planned leaves this interest out when it is sent.

    Raises:
        AlreadyEndedError: it was ended before.
    """
    locked = _live_and_locked(subscription)
    locked.ended_at = at
    locked.end_reason = reason
    locked.save(update_fields=["ended_at", "end_reason"])
    channel = Channel.ONE_CLICK if reason == EndReason.ONE_CLICK else Channel.WEB
    _record(locked, ConsentAction.WITHDRAWN, channel, at)
    return locked


@transaction.atomic
def end_all_subscriptions(*, subscriber: Subscriber, reason: EndReason, at: datetime) -> int:
    """End everything that the person follows; how many that were."""
    return _end_each(subscriber.subscriptions.live(), reason, at)


@transaction.atomic
def end_cadence(*, subscriber: Subscriber, cadence: Cadence, at: datetime) -> int:
    """End what the mail with this one-click link told of (RFC 8058); safe to repeat.

    That is what the person gets at this cadence, or got when the mail was sent: moving an interest
    from daily to weekly must not make an old link useless.
    """
    once_at_cadence = Q(cadence=cadence) | Q(consents__cadence=cadence)
    live = subscriber.subscriptions.live().filter(once_at_cadence).distinct()
    return _end_each(live, EndReason.ONE_CLICK, at)


def _end_each(subscriptions: Iterable[Subscription], reason: EndReason, at: datetime) -> int:
    ended = 0
    for subscription in subscriptions:
        end_subscription(subscription=subscription, reason=reason, at=at)
        ended += 1
    return ended


def _live_and_locked(subscription: Subscription) -> Subscription:
    locked = Subscription.objects.live().select_for_update().filter(pk=subscription.pk).first()
    if locked is None:
        raise AlreadyEndedError
    return locked


def _record(
    subscription: Subscription, action: ConsentAction, channel: Channel, at: datetime
) -> None:
    ConsentRecord.objects.create(
        subscriber_id=subscription.subscriber_id,
        topic_id=subscription.topic_id,
        subscription=subscription,
        action=action,
        cadence=subscription.cadence,
        wording_version=wording.VERSION,
        wording_hash=wording.wording_hash(),
        channel=channel,
        at=at,
    )
