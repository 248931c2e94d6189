"""Pages where a subscriber reads the mails they got, and what the next ones would say."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.subscriptions.previews import content_of, next_digests, sent_digests
from portal.subscriptions.signed_page import signed_page, subscriber_of

MOST_LISTED = 100


@require_safe
@signed_page
def mail_list(request: HttpRequest, token: str) -> HttpResponse:
    """The next digests, and those that came."""
    subscriber = subscriber_of(token)
    context = {
        "token": token,
        "next_digests": next_digests(subscriber, at=timezone.now()),
        "sent": sent_digests(subscriber)[:MOST_LISTED],
    }
    return render(request, "subscriptions/mails.html", context)


@require_safe
@signed_page
def mail_detail(request: HttpRequest, token: str, mail: UUID) -> HttpResponse:
    """One mail that came; 404 for anybody else's."""
    delivery = get_object_or_404(sent_digests(subscriber_of(token)), public_id=mail)
    content = content_of(delivery, at=timezone.now())
    context = {"token": token, "delivery": delivery, "content": content}
    return render(request, "subscriptions/mail.html", context)
