"""Mails notices, one at a time, with no transaction open while the mail server is spoken to."""

from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from portal.practices.models import Notice

MOST_TRIES = 6
FIRST_WAIT = timedelta(minutes=2)
"""It doubles after each try: about two hours in all."""

log = structlog.get_logger(__name__)


def mail_next_notice(*, at: datetime) -> bool:
    """Mail the notice that waits longest; whether there was one.

    The next try is written down before the mail is handed over. A process that dies in between
    leaves a notice that is mailed again under the same Message-ID: at most one repeat for a death,
    and nothing is lost. Whoever closed their account meanwhile gets none; the address of somebody
    without an account is forgotten with the mail.
    """
    notice = _taken(at)
    if notice is None:
        return False
    if not notice.to:
        notice.delete()
        return True
    try:
        _compose(notice).send()
    except OSError as error:
        # What smtplib raises is an OSError too; its text may hold the address.
        log.warning("notices.mail_refused", notice=notice.pk, reason=type(error).__name__)
        return True
    if notice.person is None:
        notice.delete()
    else:
        Notice.objects.filter(pk=notice.pk).update(mailed_at=at, next_try_at=None)
    return True


@transaction.atomic
def _taken(at: datetime) -> Notice | None:
    due = Notice.objects.waiting().filter(next_try_at__lte=at).order_by("next_try_at", "pk")
    notice = due.select_for_update(skip_locked=True, of=("self",)).select_related("person").first()
    if notice is None:
        return None
    notice.tries += 1
    is_last = notice.tries >= MOST_TRIES
    notice.next_try_at = None if is_last else at + FIRST_WAIT * 2 ** (notice.tries - 1)
    notice.save(update_fields=["tries", "next_try_at"])
    return notice


def _compose(notice: Notice) -> EmailMessage:
    context = {
        "notice": notice,
        "url": urljoin(settings.SITE_URL, notice.path),
        "site_url": settings.SITE_URL,
    }
    return EmailMessage(
        subject=notice.subject,
        body=render_to_string("email/notice/body.txt", context).strip() + "\n",
        to=[notice.to],
        headers={
            "Message-ID": f"<notice-{notice.pk}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
