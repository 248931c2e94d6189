"""The page on which readers tell moderators what is wrong with some public words."""

import structlog
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.common.complaint_forms import ReportForm
from portal.common.complaints import ReportReason
from portal.practices.models.reported_text import TextKind
from portal.practices.text_reports.selectors import public_text
from portal.practices.text_reports.services import TooManyError, report_text
from portal.users.people import person_of

log = structlog.get_logger(__name__)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text_report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask what is wrong with it; 404 for what not everybody may read."""
    about = public_text(TextKind(kind), pk) if kind in TextKind.values else None
    if about is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_text(
                kind=TextKind(kind),
                object_id=pk,
                by=person_of(request),
                reason=ReportReason(form.cleaned_data["reason"]),
                words=form.cleaned_data["words"],
                at=timezone.now(),
            )
        except TooManyError:
            form.add_error(None, _("You reported a lot. Wait an hour, then send this one."))
        else:
            messages.success(request, _("Thank you. A moderator will look at it."))
            return redirect(about.back)
    if form.is_bound and form.errors:
        log.info("text.refused", step="report", kind=kind, fields=sorted(form.errors))
    return render(request, "practices/ask_report.html", {"form": form, **vars(about)})
