"""The page on which readers tell moderators what is wrong with what somebody wrote."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.common.complaining import TooManyReportsError
from portal.common.complaint_forms import ReportForm
from portal.common.complaints import Complaint, ReportReason
from portal.common.refusals import log_refusal


def complaint_page(
    request: HttpRequest,
    send: Callable[[Complaint], object],
    *,
    title: str,
    text: str,
    back: str,
    warning: str = "",
) -> HttpResponse:
    """Show the words and ask what is wrong with them; sent, it leads back to where they stand.

    `warning` says who will read them then, where they were private.
    """
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            send(Complaint(reason=ReportReason(data["reason"]), words=data["words"]))
        except TooManyReportsError:
            form.add_error(None, _("You reported a lot. Wait an hour, then send this one."))
        else:
            messages.success(request, _("Thank you. A moderator will look at it."))
            return redirect(back)
    log_refusal(form)
    shown = {"title": title, "text": text, "back": back, "warning": warning}
    return render(request, "words/report.html", {"form": form, **shown})
