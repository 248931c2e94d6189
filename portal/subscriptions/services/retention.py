"""Forgets what is no longer needed: old requests, old deliveries, addresses of people who left."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.subscriptions.enums import (
    LEASED_STATES,
    WAITING_STATES,
    SubscriberState,
)
from portal.subscriptions.models import (
    ConsentRecord,
    Delivery,
    SetAside,
    Subscriber,
    Subscription,
)
from portal.subscriptions.services.addressing import ADDRESS_MESSAGE, CHANGED_MESSAGE
from portal.subscriptions.services.forgetting import forget_strangers, forget_words
from portal.subscriptions.services.subscribing import REQUEST_LIVES
from portal.subscriptions.services.topics import remove_unused_topics

DELIVERIES_LIVE = timedelta(days=90)
ADDRESS_LIVES = timedelta(days=28)
"""After the last subscription ended; as long as email-alert-api keeps it (its ADR 7)."""


@transaction.atomic
def purge(*, at: datetime) -> dict[str, int]:
    """Delete or empty what has outlived its purpose; how much of each.

    Who never confirmed is deleted whole. Who left is kept without their address, as evidence of
    what they agreed to and when they ended it.
    """
    return {
        "requests": _delete_unconfirmed(at),
        "deliveries": _delete_old_deliveries(at),
        "strangers": forget_strangers(at=at),
        "old words": forget_words(at=at),
        "new addresses": _delete_old_address_requests(at),
        "addresses": _forget_addresses(at),
        "interests": remove_unused_topics(),
    }


def _delete_unconfirmed(at: datetime) -> int:
    recent = ConsentRecord.objects.filter(at__gte=at - REQUEST_LIVES)
    people = Subscriber.objects.filter(
        state=SubscriberState.PENDING, nullified_at__isnull=True, created_at__lt=at - REQUEST_LIVES
    ).exclude(pk__in=recent.values("subscriber_id"))
    # Who has an account is told of what waits there.
    people = people.exclude(deliveries__notice__isnull=False)
    count = people.count()
    people.delete()
    return count


def _delete_old_deliveries(at: datetime) -> int:
    open_states = (*LEASED_STATES, *WAITING_STATES)
    old = Delivery.objects.filter(planned_at__lt=at - DELIVERIES_LIVE)
    _total, by_model = old.exclude(state__in=open_states).delete()
    return by_model.get(Delivery._meta.label, 0)


def _delete_old_address_requests(at: datetime) -> int:
    """The mails hold an address that was typed or left; once the link is over they have no use."""
    old = Delivery.objects.filter(
        message__in=(ADDRESS_MESSAGE, CHANGED_MESSAGE), planned_at__lt=at - REQUEST_LIVES
    )
    count, _by_model = old.delete()
    return count


def _forget_addresses(at: datetime) -> int:
    recent = ConsentRecord.objects.filter(at__gte=at - ADDRESS_LIVES)
    leavers = (
        Subscriber.objects.filter(state=SubscriberState.ACTIVE)
        .exclude(pk__in=Subscription.objects.live().values("subscriber_id"))
        .exclude(pk__in=recent.values("subscriber_id"))
        .exclude(deliveries__state__in=(*LEASED_STATES, *WAITING_STATES))
    )
    SetAside.objects.filter(subscriber__in=leavers).delete()
    return leavers.update(email=None, nullified_at=at, state=SubscriberState.PENDING)
