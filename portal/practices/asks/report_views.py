"""Pages on which readers tell moderators what is wrong with an ask, an offer or a letter."""

from collections.abc import Callable

import structlog
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.common.complaint_forms import ReportForm
from portal.common.complaints import ReportReason
from portal.practices.asks.reporting import Complaint, report_ask, report_letter
from portal.practices.asks.selectors import received_letter
from portal.practices.asks.services import TooManyError
from portal.practices.models import AskOrOffer
from portal.users.people import person_of

log = structlog.get_logger(__name__)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell moderators what is wrong with an ask or offer."""
    ask = get_object_or_404(AskOrOffer.objects.not_hidden(), pk=pk)

    def send(complaint: Complaint) -> None:
        report_ask(ask=ask, by=person_of(request), complaint=complaint, at=timezone.now())

    return _ask_what_is_wrong(
        request, send, title=ask.title, text=ask.text, back=ask.get_absolute_url()
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show moderators one letter that the reader received; 404 for any other."""
    reader = person_of(request)
    letter = received_letter(reader, pk)
    if letter is None:
        raise Http404

    def send(complaint: Complaint) -> None:
        report_letter(letter=letter, by=reader, complaint=complaint, at=timezone.now())

    return _ask_what_is_wrong(
        request,
        send,
        title=letter.thread.ask.title,
        text=letter.text,
        back=letter.thread.get_absolute_url(),
        warning=_("Moderators will read this letter. They read none of the others."),
    )


def _ask_what_is_wrong(
    request: HttpRequest, send: Callable[[Complaint], None], **about: str
) -> HttpResponse:
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            send(Complaint(reason=ReportReason(data["reason"]), words=data["words"]))
        except TooManyError:
            form.add_error(None, _("You reported a lot. Wait an hour, then send this one."))
        else:
            messages.success(request, _("Thank you. A moderator will look at it."))
            return redirect(about["back"])
    if form.is_bound and form.errors:
        log.info("ask.refused", step="report", fields=sorted(form.errors))
    return render(request, "practices/ask_report.html", {"form": form, **about})
