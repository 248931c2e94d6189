"""Writes reminders to members, and mails what waits for them, a few at a time."""

import time

import structlog
from celery import shared_task
from django.utils import timezone

from portal.consortia.services.reminding import remind_of_declarations
from portal.practices.commitments.services import remind_of_commitments
from portal.practices.notices.mailing import mail_next_notice
from portal.practices.notices.review_nudges import nudge_editors

SEND_SECONDS = 2.0
"""How long one run sends: in the embedded stack other jobs wait meanwhile."""

log = structlog.get_logger(__name__)


@shared_task(queue="transactional")
def mail_notices() -> int:
    """Mail what is due until nothing waits or the time is up; return how many were tried."""
    deadline = time.monotonic() + SEND_SECONDS
    tried = 0
    while time.monotonic() < deadline and mail_next_notice(at=timezone.now()):
        tried += 1
    return tried


@shared_task(queue="housekeeping")
def write_reminders() -> None:
    """Write down whom to remind of reviews and promises; what was told once is not told again."""
    now = timezone.now()
    reviews, promises = nudge_editors(at=now), remind_of_commitments(at=now)
    declarations = remind_of_declarations(at=now)
    if reviews or promises or declarations:
        log.info("notices.written", reviews=reviews, promises=promises, declarations=declarations)
