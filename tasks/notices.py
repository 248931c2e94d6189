"""Writes reminders to members, and plans the mails that tell people what waits for them."""

import structlog
from celery import shared_task
from django.utils import timezone

from portal.consortia.services.reminding import remind_of_declarations
from portal.practices.commitments.services import remind_of_commitments
from portal.practices.notices.review_nudges import nudge_editors
from portal.subscriptions.services import planning_notices
from tasks.digests import send_notices, send_transactional
from tasks.doorbell import ring_on_commit

log = structlog.get_logger(__name__)


@shared_task(queue="transactional")
def plan_notices() -> None:
    """Plan a mail for each notice that was written, and wake those who send them."""
    if planning_notices.plan_notices(at=timezone.now()):
        ring_on_commit(send_transactional)
        ring_on_commit(send_notices)


@shared_task(queue="housekeeping")
def write_reminders() -> None:
    """Write down whom to remind of reviews and promises; what was told once is not told again."""
    now = timezone.now()
    reviews, promises = nudge_editors(at=now), remind_of_commitments(at=now)
    declarations = remind_of_declarations(at=now)
    if reviews or promises or declarations:
        log.info("notices.written", reviews=reviews, promises=promises, declarations=declarations)
