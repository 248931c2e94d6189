"""Pages on which readers tell moderators what is wrong with an ask, an offer or a letter."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.common.complaining import report_words
from portal.common.complaint_page import complaint_page
from portal.common.complaints import Complaint
from portal.practices.asks.reporting import report_letter
from portal.practices.asks.selectors import received_letter
from portal.practices.models import AskOrOffer
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell moderators what is wrong with an ask or offer."""
    ask = get_object_or_404(AskOrOffer.objects.not_hidden(), pk=pk)

    def send(complaint: Complaint) -> None:
        report_words(
            target=ask, by=person_of(request), complaint=complaint, at=timezone.now(), letter=None
        )

    return complaint_page(
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

    return complaint_page(
        request,
        send,
        title=letter.thread.ask.title,
        text=letter.text,
        back=letter.thread.get_absolute_url(),
        warning=_("Moderators will read this letter. They read none of the others."),
    )
