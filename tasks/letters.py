"""Mails private letters on, a few at a time."""

import time

from celery import shared_task
from django.utils import timezone

from portal.practices.asks.mailing import mail_next_letter

SEND_SECONDS = 2.0
"""How long one run sends: in the embedded stack other jobs wait meanwhile."""


@shared_task(queue="transactional")
def mail_letters() -> int:
    """Mail what is due until nothing waits or the time is up; return how many were tried."""
    deadline = time.monotonic() + SEND_SECONDS
    tried = 0
    while time.monotonic() < deadline and mail_next_letter(at=timezone.now()):
        tried += 1
    return tried
