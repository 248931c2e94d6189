"""The staff page that lists the local outbox, newest mail first."""

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.common.outbox import messages_in
from portal.users.roles import is_moderator

MAILS_ON_A_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class OutboxMail:
    """One mail as the page shows it; ``html`` is shown in a frame without any rights."""

    subject: str
    to: str
    date: str
    message_id: str
    text: str
    html: str


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails in the folder; 404 where mails go to a server instead.

    Mails hold other people's signed links, so only moderators may read them.
    """
    if not is_moderator(request.user):
        raise PermissionDenied
    if not settings.EMAIL_OUTBOX_DIR:
        raise Http404
    messages = messages_in(Path(settings.EMAIL_OUTBOX_DIR))
    page = Paginator(messages, MAILS_ON_A_PAGE).get_page(request.GET.get("p"))
    mails = [_mail(message) for message in page]
    return render(request, "subscriptions/outbox.html", {"mails": mails, "page": page})


def _mail(message: EmailMessage) -> OutboxMail:
    return OutboxMail(
        subject=str(message["Subject"]),
        to=str(message["To"]),
        date=str(message["Date"]),
        message_id=str(message["Message-ID"]),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if isinstance(part, EmailMessage) else ""
