"""Takes what mail providers report by webhook (django-anymail): bounces, complaints, deliveries."""

from typing import Any

import structlog
from anymail.signals import AnymailTrackingEvent, tracking
from django.conf import settings
from django.dispatch import receiver
from django.urls import URLPattern, URLResolver, include, path
from django.utils import timezone

from portal.subscriptions.services.feedback import MailReport, record_report

log = structlog.get_logger(__name__)


def mail_event_urls() -> list[URLPattern | URLResolver]:
    """Where providers report to; nowhere while no secret is set that they must know."""
    if not settings.EMAIL_WEBHOOK_SECRET:
        return []
    return [path("mail-events/", include("anymail.urls"))]


@receiver(tracking)
def take_mail_event(event: AnymailTrackingEvent, esp_name: str, **_signal: Any) -> None:
    """Write one report down and act on it; reports come twice and in any order."""
    report = MailReport(
        kind=str(event.event_type),
        provider=esp_name,
        event_id=str(event.event_id or ""),
        recipient=str(event.recipient or ""),
        delivery_id=str((event.metadata or {}).get("delivery", "")),
        reason=str(event.reject_reason or ""),
    )
    acted = record_report(report=report, at=timezone.now())
    log.info("mail.reported", kind=report.kind, provider=esp_name, acted=acted)
