"""A person's own shortlist: they alone see it, change it and take it away with them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.common.plain_text import LineField
from portal.common.refusals import LogsRefusals
from portal.common.spreadsheets import csv_download
from portal.common.way_back import way_back
from portal.practices import shortlist_exports
from portal.practices.comparison import MOST
from portal.practices.models import PracticePage, ShortlistEntry
from portal.practices.models.shortlist import MAX_NOTE
from portal.practices.numbers import practice_number
from portal.practices.selectors.shortlist import shortlist_of
from portal.practices.services.shortlist import (
    MAX_ENTRIES,
    ShortlistFullError,
    add_to_shortlist,
    note_on_shortlist,
    remove_from_shortlist,
)
from portal.users.people import person_of


class NoteForm(LogsRefusals):
    """A note of one's own on one practice."""

    note = LineField(
        max_length=MAX_NOTE,
        required=False,
        error_messages={
            "max_length": gettext_lazy(
                "Your note is too long. Make it %(limit_value)d characters or fewer."
            )
        },
    )


@login_required
@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """The practices that the reader put aside, with notes to write."""
    return _page(request)


@login_required
@require_POST
def shortlist_add(request: HttpRequest) -> HttpResponse:
    """Put a practice aside, and go back to where the reader was."""
    number = practice_number(request.POST.get("practice", ""))
    visible = PracticePage.objects.visible_to_all()
    practice = get_object_or_404(visible, pk=number)
    try:
        add_to_shortlist(user=person_of(request), practice=practice, at=timezone.now())
    except ShortlistFullError:
        words = _("Your shortlist is full: it holds %(most)d practices. Take one off first.")
        messages.error(request, words % {"most": MAX_ENTRIES})
    else:
        messages.success(request, _("Saved to your shortlist."))
    return redirect(_way_back(request, practice))


@login_required
@require_POST
def shortlist_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace a note; one that is refused comes back to be mended."""
    entry = get_object_or_404(ShortlistEntry, pk=pk, user=person_of(request))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, refused=entry, error=str(form.errors["note"][0]))
    note_on_shortlist(entry=entry, note=form.cleaned_data["note"])
    messages.success(request, _("Your note is saved."))
    return redirect("shortlist")


@login_required
@require_POST
def shortlist_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a practice off the shortlist."""
    entry = get_object_or_404(ShortlistEntry, pk=pk, user=person_of(request))
    remove_from_shortlist(entry=entry)
    messages.success(request, _("Taken off your shortlist."))
    return redirect("shortlist")


@login_required
@require_safe
def shortlist_csv(request: HttpRequest) -> HttpResponseBase:
    """The shortlist as a spreadsheet."""
    now = timezone.now()
    lines = shortlist_exports.shortlist_csv(
        shortlist_of(person_of(request)), site_url=settings.SITE_URL, at=now
    )
    return csv_download(lines, filename=f"shortlist-{timezone.localdate(now)}.csv")


@login_required
@require_safe
def shortlist_pdf(request: HttpRequest) -> HttpResponse:
    """The shortlist as a tagged PDF."""
    now = timezone.now()
    items = shortlist_of(person_of(request))
    pdf = shortlist_exports.shortlist_pdf(items, site_url=settings.SITE_URL, at=now)
    name = f"shortlist-{timezone.localdate(now)}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _page(
    request: HttpRequest, *, refused: ShortlistEntry | None = None, error: str = ""
) -> HttpResponse:
    context = {
        "items": shortlist_of(person_of(request)),
        "most": MOST,
        "refused": refused,
        "error": error,
        "typed": request.POST.get("note", "") if refused else "",
    }
    return render(request, "practices/shortlist.html", context)


def _way_back(request: HttpRequest, practice: PracticePage) -> str:
    address = way_back(request.POST.get("next"), request)
    if address is None:
        return "shortlist"
    # From a long page of results the reader goes on where they were, not at its top.
    return f"{address}#practice-{practice.pk}" if request.POST.get("back_to") == "card" else address
