"""Forgets what nobody needs of notices: addresses of strangers once mailed, and old words."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.subscriptions.enums import LEASED_STATES, DeliveryState, SubscriberState
from portal.subscriptions.models import Delivery, Subscriber
from portal.users.models import Notice
from portal.users.notice_choices import SHOWN_FOR

STRANGERS_KEPT = timedelta(days=7)
"""How long a mail to somebody without an account may be tried, and tried again by hand."""

_OVER = (DeliveryState.SENT, DeliveryState.CANCELLED, DeliveryState.SUPPRESSED)


@transaction.atomic
def forget_strangers(*, at: datetime) -> int:
    """Delete what was mailed to a bare address, or could not be for long, and the address with it.

    Somebody who gets other emails from us is kept for those. Returns how many notices are gone.
    """
    planned = Notice.objects.filter(person=None, planned_at__isnull=False)
    mails = Delivery.objects.filter(notice__in=planned)
    held = mails.filter(state__in=LEASED_STATES)
    waiting = mails.exclude(state__in=_OVER).filter(planned_at__gte=at - STRANGERS_KEPT)
    over = planned.exclude(pk__in=held.values("notice")).exclude(pk__in=waiting.values("notice"))
    ids = list(over.values_list("pk", flat=True))
    if not ids:
        return 0
    people = list(mails.filter(notice__in=ids).values_list("subscriber_id", flat=True))
    Notice.objects.filter(pk__in=ids).delete()
    _forget_unknown(people)
    return len(ids)


@transaction.atomic
def forget_words(*, at: datetime) -> int:
    """Empty notices whose time is over; their keys stay, so that nothing is told anew. How many."""
    old = Notice.objects.filter(written_at__lt=at - SHOWN_FOR, planned_at__isnull=False)
    # A mail that is still to be tried needs the words.
    over = old.filter(delivery__isnull=True).exclude(text="")
    return over.update(subject="", text="", path="", reason="")


def _forget_unknown(ids: list[int]) -> None:
    # Locked first: somebody may be asking for emails at this address at this moment.
    locked = Subscriber.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    kept = [person.pk for person in locked]
    Subscriber.objects.filter(
        pk__in=kept, state=SubscriberState.PENDING, user=None,
        consents=None, subscriptions=None, deliveries=None,
    ).delete()  # fmt: skip
