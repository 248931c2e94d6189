"""Lets senders take mails again that were given up, because somebody decided so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Least

from portal.subscriptions.enums import DeliveryState
from portal.subscriptions.mail.desk import is_digest
from portal.subscriptions.models import Delivery, Subscriber
from portal.subscriptions.services.claiming import record_steps
from portal.subscriptions.services.freezing import without_told_since

STUCK = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
"""States that no sender leaves by itself."""


@transaction.atomic
def retry_mails(*, at: datetime) -> int:
    """Plan all stuck mails anew, and those that wait for their next try; how many.

    One of which nobody could tell may arrive twice, under the same Message-ID: whoever presses the
    button is told so. A digest that failed leaves out what other mails told the person since.
    """
    waiting = (*STUCK, DeliveryState.RETRY_WAIT)
    mails = Delivery.objects.filter(state__in=waiting).select_for_update(skip_locked=True)
    stuck = list(mails.order_by("pk"))
    ids = [mail.pk for mail in stuck]
    _leave_out_told([mail for mail in stuck if mail.state == DeliveryState.FAILED], at)
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


def _leave_out_told(failed: Sequence[Delivery], at: datetime) -> None:
    """Only of failed mails: others were never free for another mail to tell."""
    digests = [mail for mail in failed if is_digest(mail) and mail.items is not None]
    people = Subscriber.objects.filter(pk__in={mail.subscriber_id for mail in digests})
    # Locked, so that no other mail to them is decided meanwhile.
    list(people.order_by("pk").select_for_update().values_list("pk"))
    left = without_told_since(deliveries=digests, at=at) if digests else {}
    for mail in digests:
        mail.items = left[mail.pk].to_json()
    Delivery.objects.bulk_update(digests, ["items"], batch_size=500)
