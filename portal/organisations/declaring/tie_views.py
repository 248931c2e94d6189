"""The page of those whom an organisation has worked with, as both sides say."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.organisations.declaring.offer_forms import TieForm
from portal.organisations.declaring.selectors import names_of_others
from portal.organisations.declaring.ties import (
    TooManyTiesError,
    confirm_tie,
    say_tie,
    take_tie_back,
    ties_of,
)
from portal.organisations.models import ExistingTie, Organisation
from portal.organisations.own_pages import is_written, own_organisation, own_page
from portal.organisations.who_may import may_edit
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tie_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the organisation has worked with, and one more; for its people alone."""
    organisation, now = own_organisation(request, slug), timezone.now()
    form = TieForm(request.POST or None, organisation=organisation, today=timezone.localdate(now))

    def write() -> None:
        try:
            say_tie(organisation=organisation, by=person_of(request), at=now, **form.cleaned_data)
        except TooManyTiesError:
            form.add_error("other", _("You asked enough. Take one back, or ask again tomorrow."))

    if is_written(request, form, write):
        messages.success(request, _("It is saved. It counts once they say that it is so."))
        return redirect("tie_list", slug=slug)
    is_own = may_edit(person_of(request), organisation)
    ties = ties_of(organisation) if is_own else ExistingTie.objects.none()
    return own_page(
        request,
        "tie_list",
        organisation,
        form,
        ties=[
            {
                "row": tie,
                "other": tie.other_than(organisation),
                "is_ours": tie.is_confirmed_by(organisation),
                "is_theirs": tie.is_confirmed_by(tie.other_than(organisation)),
            }
            for tie in ties
        ],
        names=names_of_others(organisation) if is_own else [],
    )


@login_required
@require_POST
def tie_confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that it is so; 404 for anybody who acts for neither of the two."""
    organisation, tie = _own(request, slug, pk)
    is_said = confirm_tie(
        tie=tie,
        organisation=organisation,
        by=person_of(request),
        read=(request.POST.get("read_kind", ""), request.POST.get("read_year", "")),
        at=timezone.now(),
    )
    if is_said:
        messages.success(request, _("You said that it is so."))
    else:
        messages.warning(request, _("They changed it meanwhile. Read it again."))
    return redirect("tie_list", slug=slug)


@login_required
@require_POST
def tie_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that it is not so; 404 for anybody who acts for neither of the two."""
    organisation, tie = _own(request, slug, pk)
    take_tie_back(tie=tie, organisation=organisation, by=person_of(request), at=timezone.now())
    messages.success(request, _("It is off your list, and counts no more."))
    return redirect("tie_list", slug=slug)


def _own(request: HttpRequest, slug: str, pk: int) -> tuple[Organisation, ExistingTie]:
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_edit(person_of(request), organisation):
        raise Http404
    return organisation, get_object_or_404(ties_of(organisation), pk=pk)
