"""Mails letters on to the other person of their thread, with no address of either in them."""

from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.practices.asks.selectors import writer_of
from portal.practices.asks.speaking import speaker_of
from portal.practices.models import AskMessage

MOST_TRIES = 6
FIRST_WAIT = timedelta(minutes=2)
"""It doubles after each try: about an hour in all."""

log = structlog.get_logger(__name__)


def mail_next_letter(*, at: datetime) -> bool:
    """Mail the letter that waits longest; whether there was one.

    The next try is written down before the mail is handed over, and no transaction is open while
    the mail server is spoken to. A process that dies in between leaves a letter that is mailed
    again under the same Message-ID. One that the mail server refuses is tried again later, and
    stays on its page.
    """
    message = _taken(at)
    if message is None:
        return False
    try:
        _compose(message).send()
    except OSError as error:
        # What smtplib raises is an OSError too.
        log.warning("asks.mail_refused", letter=message.pk, reason=type(error).__name__)
        return True
    AskMessage.objects.filter(pk=message.pk).update(mailed_at=at, next_try_at=None)
    return True


@transaction.atomic
def _taken(at: datetime) -> AskMessage | None:
    due = AskMessage.objects.filter(next_try_at__lte=at).order_by("next_try_at", "pk")
    message = (
        due.select_for_update(skip_locked=True, of=("self",))
        .select_related(
            "thread__ask__organisation", "thread__organisation", "thread__ask__posted_by"
        )
        .select_related("thread__replier")
        .first()
    )
    if message is None:
        return None
    message.tries += 1
    is_last = message.tries >= MOST_TRIES
    message.next_try_at = None if is_last else at + FIRST_WAIT * 2 ** (message.tries - 1)
    message.save(update_fields=["tries", "next_try_at"])
    return message


def _compose(message: AskMessage) -> EmailMessage:
    thread = message.thread
    is_from_replier = message.author_id == thread.replier_id
    receiver = speaker_of(thread.ask) if is_from_replier else thread.replier
    context = {
        "writer": writer_of(thread, message),
        "title": thread.ask.title,
        "text": message.text,
        "url": urljoin(settings.SITE_URL, thread.get_absolute_url()),
        "site_url": settings.SITE_URL,
    }
    subject = _("A private letter about “%(title)s”") % {"title": thread.ask.title}
    return EmailMessage(
        # One line, whatever the title holds.
        subject=" ".join(subject.split()),
        body=render_to_string("email/letter/body.txt", context).strip() + "\n",
        to=[receiver.email],
        headers={
            "Message-ID": f"<letter-{message.pk}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
