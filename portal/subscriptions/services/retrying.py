"""Lets senders take mails again that were given up, because somebody decided so."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Least

from portal.subscriptions.enums import DeliveryState
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import record_steps

STUCK = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
"""States that no sender leaves by itself."""


@transaction.atomic
def retry_mails(*, at: datetime) -> int:
    """Plan all stuck mails anew, and those that wait for their next try; how many.

    One of which nobody could tell may arrive twice, under the same Message-ID: whoever presses the
    button is told so.
    """
    waiting = (*STUCK, DeliveryState.RETRY_WAIT)
    mails = Delivery.objects.filter(state__in=waiting).select_for_update(skip_locked=True)
    ids = list(mails.values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=ids, state__in=waiting).update(
        state=DeliveryState.PLANNED,
        retry_at=None,
        attempts=0,
        lost_answers=0,
        # Not forgotten: what killed its senders goes on being taken alone.
        abandoned=Least("abandoned", 1),
        error="",
    )
    record_steps(ids, DeliveryState.PLANNED, at, "retried-by-hand")
    return len(ids)
