"""The page on which readers tell moderators what is wrong with some public words."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.common.complaint_page import complaint_page
from portal.common.complaints import Complaint
from portal.practices.models.reported_text import TextKind
from portal.practices.text_reports.selectors import public_text
from portal.practices.text_reports.services import report_text
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text_report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask what is wrong with it; 404 for what not everybody may read."""
    about = public_text(TextKind(kind), pk) if kind in TextKind.values else None
    if about is None:
        raise Http404

    def send(complaint: Complaint) -> None:
        report_text(
            kind=TextKind(kind),
            object_id=pk,
            by=person_of(request),
            complaint=complaint,
            at=timezone.now(),
        )

    return complaint_page(request, send, title=about.title, text=about.text, back=about.back)
