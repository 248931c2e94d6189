"""The page on which readers tell moderators what is wrong with an early notice."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.common.complaining import report_words
from portal.common.complaint_page import complaint_page
from portal.common.complaints import Complaint
from portal.tenders.models import EarlyNotice
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def early_notice_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a published notice; 404 for a draft, and for what is hidden already."""
    notice = get_object_or_404(EarlyNotice.objects.shown().select_related("tender"), pk=pk)

    def send(complaint: Complaint) -> None:
        report_words(target=notice, by=person_of(request), complaint=complaint, at=timezone.now())

    return complaint_page(
        request,
        send,
        title=notice.title,
        text=notice.wanted,
        back=notice.tender.get_absolute_url(),
    )
