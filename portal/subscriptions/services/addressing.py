"""Moves somebody's mails to another address, once the owner of that address agrees."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from portal.subscriptions.enums import Cadence, SubscriberState
from portal.subscriptions.models import Delivery, Subscriber
from portal.subscriptions.services.subscribing import REQUEST_LIVES, REQUESTS_AN_HOUR
from portal.subscriptions.signals import mail_requested
from portal.subscriptions.suppression import is_suppressed

ADDRESS_MESSAGE = "confirm_address"
CHANGED_MESSAGE = "address_changed"


class AddressExpiredError(Exception):
    """The link is too old, or what it belonged to is gone."""


class AddressTakenError(Exception):
    """Somebody gets mails at that address already."""


@transaction.atomic
def request_address(*, subscriber: Subscriber, email: str, at: datetime) -> None:
    """Mail a link to the new address; nothing changes before it is pressed there.

    Returns nothing and raises nothing, whether or not the address is known, suppressed or asked
    for too often: the page that follows is the same.
    """
    address = email.strip().casefold()
    # Two requests at once are counted one after the other.
    Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    recent = Delivery.objects.filter(
        subscriber=subscriber, message=ADDRESS_MESSAGE, planned_at__gt=at - timedelta(hours=1)
    )
    if is_suppressed(address) or recent.count() >= REQUESTS_AN_HOUR:
        return
    _write(ADDRESS_MESSAGE, subscriber=subscriber, address=address, at=at)


@transaction.atomic
def confirm_address(*, delivery: Delivery, at: datetime) -> Subscriber:
    """Send everything there from now on, and tell the address that was left.

    Pressed twice, it is done once.

    Raises:
        AddressExpiredError: the link is too old, another one was asked for since, or the address
            must not be written to any more.
        AddressTakenError: another subscriber has that address.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=delivery.subscriber_id)
    address = (delivery.items or {}).get("address", "")
    is_over = delivery.planned_at < at - REQUEST_LIVES or is_suppressed(address)
    newer = Delivery.objects.filter(
        subscriber=subscriber, message=ADDRESS_MESSAGE, planned_at__gt=delivery.planned_at
    )
    if is_over or subscriber.state != SubscriberState.ACTIVE or newer.exists():
        raise AddressExpiredError
    if Subscriber.objects.filter(email=address).exclude(pk=subscriber.pk).exists():
        raise AddressTakenError
    left, subscriber.email = subscriber.email, address
    subscriber.save(update_fields=["email"])
    if left and left != address:
        _write(CHANGED_MESSAGE, subscriber=subscriber, address=left, at=at)
    return subscriber


def _write(message: str, *, subscriber: Subscriber, address: str, at: datetime) -> None:
    delivery = Delivery.objects.create(
        subscriber=subscriber,
        cadence=Cadence.ON_REQUEST,
        period_key=uuid.uuid4().hex,
        message=message,
        items={"address": address},
        planned_at=at,
    )
    mail_requested.send(Delivery, delivery=delivery)
