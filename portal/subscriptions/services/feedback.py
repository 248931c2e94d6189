"""Acts on what mail providers report: to an address that bounces or complains goes no more mail."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from portal.subscriptions.enums import (
    DeliveryState,
    EndReason,
    SubscriberState,
    SuppressionReason,
)
from portal.subscriptions.models import Delivery, DeliveryEvent, Subscriber, Suppression
from portal.subscriptions.services.ending import end_all_subscriptions
from portal.subscriptions.suppression import address_hash, on_the_wire

_SUPPRESSING = {
    "bounced": SuppressionReason.BOUNCED,
    "complained": SuppressionReason.COMPLAINED,
}
"""A bounce is for good: providers report a passing trouble as `deferred`."""
_PASSING = {"timed_out", "blocked", "spam"}
"""Reasons of a bounce that say nothing of the address."""
_ARRIVED = {"delivered", "bounced", "complained"}
"""Whatever became of it later, the provider had taken it."""
_UNSETTLED = (DeliveryState.HANDING, DeliveryState.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class MailReport:
    """One report, in django-anymail's normal words."""

    kind: str
    provider: str
    event_id: str
    recipient: str
    delivery_id: str = ""
    reason: str = ""


@transaction.atomic
def record_report(*, report: MailReport, at: datetime) -> bool:
    """Keep a report with its mail, once, and act on it; whether it was new and changed anything.

    A report about an address that the person has left since stops mails to that address alone.
    """
    delivery = _delivery(report.delivery_id)
    if delivery is not None and not _is_new(delivery, report, at):
        return False
    is_settled = delivery is not None and report.kind in _ARRIVED and _settle(delivery, at)
    reason = _SUPPRESSING.get(report.kind)
    if reason is None or report.reason in _PASSING or not report.recipient:
        return is_settled
    _suppress(report.recipient, reason, at)
    return True


def _delivery(text: str) -> Delivery | None:
    try:
        public_id = UUID(text)
    except ValueError:
        return None
    return Delivery.objects.filter(public_id=public_id).first()


def _is_new(delivery: Delivery, report: MailReport, at: datetime) -> bool:
    if not report.event_id:
        return True
    _row, is_new = DeliveryEvent.objects.get_or_create(
        provider=report.provider,
        event_id=_short(report.event_id),
        defaults={"delivery": delivery, "detail": report.kind[:80], "at": at},
    )
    return is_new


def _short(event_id: str) -> str:
    """Providers promise no length; what has no room is known by its digest."""
    most = DeliveryEvent._meta.get_field("event_id").max_length or 0
    return event_id if len(event_id) <= most else sha256(event_id.encode()).hexdigest()


def _settle(delivery: Delivery, at: datetime) -> bool:
    """The provider has it, so a mail of which nobody could tell was sent."""
    unsettled = Delivery.objects.filter(pk=delivery.pk, state__in=_UNSETTLED, items__isnull=False)
    changed = unsettled.update(state=DeliveryState.SENT, sent_at=at, lease_until=None, error="")
    if changed:
        DeliveryEvent.objects.create(
            delivery=delivery, state=DeliveryState.SENT, detail="reported", at=at
        )
    return bool(changed)


def _suppress(address: str, reason: SuppressionReason, at: datetime) -> None:
    Suppression.objects.get_or_create(
        address_hash=address_hash(address), defaults={"reason": reason, "at": at}
    )
    subscriber = _subscriber_at(address)
    if subscriber is None or subscriber.state == SubscriberState.SUPPRESSED:
        return
    end_all_subscriptions(subscriber=subscriber, reason=EndReason.SUPPRESSED, at=at)
    Subscriber.objects.filter(pk=subscriber.pk).update(
        state=SubscriberState.SUPPRESSED, suppressed_reason=reason
    )


def _subscriber_at(address: str) -> Subscriber | None:
    """Providers name the domain in ASCII; we keep an address as its owner wrote it."""
    local, at_sign, domain = on_the_wire(address).rpartition("@")
    spellings = {f"{local}{at_sign}{domain}"}
    with suppress(UnicodeError):
        spellings.add(f"{local}{at_sign}{domain.encode('ascii').decode('idna')}")
    return Subscriber.objects.select_for_update().filter(email__in=spellings).first()
