"""Asking for emails and confirming it; the answer never tells whether an address is known."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db import transaction

from portal.subscriptions import wording
from portal.subscriptions.enums import (
    Cadence,
    Channel,
    ConsentAction,
    SubscriberState,
    TopicKind,
)
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import (
    ConsentRecord,
    Delivery,
    EventSequence,
    Subscriber,
    Subscription,
)
from portal.subscriptions.periods import Slot
from portal.subscriptions.services.setting_aside import bring_back
from portal.subscriptions.services.timing import SendingTimes, choose_times
from portal.subscriptions.services.topics import topic_for
from portal.subscriptions.signals import mail_requested
from portal.subscriptions.suppression import is_suppressed

REQUESTS_AN_HOUR = 5
"""Confirmation mails to one address in an hour: enough for a person, too few to flood a mailbox."""

REQUEST_LIVES = timedelta(days=7)
"""An unconfirmed request is of no use, and is deleted, after this."""


class RequestExpiredError(Exception):
    """The request is older than ``REQUEST_LIVES`` or was deleted."""


class AlreadyUsedError(Exception):
    """The request was confirmed before; a link acts once, so that an old mail changes nothing."""


@dataclass(frozen=True, kw_only=True)
class SubscriptionRequest:
    """What somebody typed into the form.

    ``send_at`` and ``day`` (of the week, or of the month) are None where they did not choose.
    """

    email: str
    interest: Interest
    cadence: Cadence
    form_url: str
    send_at: time | None = None
    day: int | None = None


@transaction.atomic
def request_subscription(*, request: SubscriptionRequest, at: datetime) -> None:
    """Record the request and plan the mail whose link confirms it (double opt-in).

    Returns nothing and raises nothing, whether the address is new, known, suppressed or asked for
    too often: the page that follows is the same.
    """
    email = request.email.strip().casefold()
    if is_suppressed(email):
        return
    subscriber = _subscriber(email, at)
    if _has_asked_too_often(subscriber, at):
        return
    asked = ConsentRecord.objects.create(
        subscriber=subscriber,
        topic=topic_for(interest=request.interest, at=at),
        action=ConsentAction.ASKED,
        cadence=request.cadence,
        send_at=request.send_at,
        day=request.day,
        wording_version=wording.VERSION,
        wording_hash=wording.wording_hash(),
        form_url=request.form_url,
        channel=Channel.WEB,
        at=at,
    )
    delivery = Delivery.objects.create(
        subscriber=subscriber,
        cadence=Cadence.ON_REQUEST,
        period_key=asked.public_id.hex,
        message="confirm_subscription",
        items={"consent": asked.pk},
        planned_at=at,
    )
    mail_requested.send(Delivery, delivery=delivery)


@transaction.atomic
def confirm_subscription(*, request: ConsentRecord, at: datetime) -> Subscription:
    """Start telling the person, from what is published next on.

    Somebody who already follows the interest keeps their place and gets the new cadence. A time or
    day that was asked for holds for all digests of the person.

    Raises:
        RequestExpiredError: it is too old.
        AlreadyUsedError: it was confirmed before, perhaps ended since.
    """
    # The lock makes a double click one confirmation.
    subscriber = Subscriber.objects.select_for_update().get(pk=request.subscriber_id)
    if ConsentRecord.objects.filter(answers=request).exists():
        raise AlreadyUsedError
    if request.at < at - REQUEST_LIVES or subscriber.state == SubscriberState.SUPPRESSED:
        raise RequestExpiredError
    subscription = _followed(request, at)
    choose_times(subscriber=subscriber, times=_times(subscriber, request), at=at)
    if subscription.topic.kind == TopicKind.PAGE:
        # Who asks for the changes of a practice wants to hear of it, whatever they said before.
        bring_back(subscriber=subscriber, about=("", int(subscription.topic.value)))
    Subscriber.objects.filter(pk=subscriber.pk).update(state=SubscriberState.ACTIVE)
    ConsentRecord.objects.create(
        subscriber=subscriber,
        topic_id=request.topic_id,
        subscription=subscription,
        answers=request,
        action=ConsentAction.CONFIRMED,
        cadence=request.cadence,
        send_at=request.send_at,
        day=request.day,
        wording_version=request.wording_version,
        wording_hash=request.wording_hash,
        form_url=request.form_url,
        channel=Channel.WEB,
        at=at,
    )
    return subscription


def slot_asked_for(request: ConsentRecord) -> Slot:
    """When what was asked for would come, if the request was confirmed now."""
    return _times(request.subscriber, request).slot(Cadence(request.cadence))


def _times(subscriber: Subscriber, request: ConsentRecord) -> SendingTimes:
    """What the person has, with what the request asks for."""
    times = SendingTimes.of(subscriber)
    if request.send_at is not None:
        times = replace(times, send_at=request.send_at)
    if request.day is not None and request.cadence == Cadence.WEEKLY:
        times = replace(times, weekday=request.day)
    if request.day is not None and request.cadence == Cadence.MONTHLY:
        times = replace(times, month_day=request.day)
    return times


def _followed(request: ConsentRecord, at: datetime) -> Subscription:
    """The live subscription that was asked for: a new one from the present on, or the old one."""
    subscription, is_new = Subscription.objects.live().get_or_create(
        subscriber_id=request.subscriber_id,
        topic_id=request.topic_id,
        defaults={
            "cadence": request.cadence,
            "cursor_seq": EventSequence.current_head(),
            "started_at": at,
        },
    )
    if not is_new:
        Subscription.objects.filter(pk=subscription.pk).update(cadence=request.cadence)
        subscription.cadence = request.cadence
    return subscription


def _subscriber(email: str, at: datetime) -> Subscriber:
    subscriber, _is_new = Subscriber.objects.get_or_create(email=email, defaults={"created_at": at})
    # Two requests at once are counted one after the other.
    return Subscriber.objects.select_for_update().get(pk=subscriber.pk)


def _has_asked_too_often(subscriber: Subscriber, at: datetime) -> bool:
    asked = ConsentRecord.objects.filter(
        subscriber=subscriber, action=ConsentAction.ASKED, at__gt=at - timedelta(hours=1)
    )
    return asked.count() >= REQUESTS_AN_HOUR
