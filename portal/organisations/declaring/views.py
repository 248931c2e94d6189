"""The page where an organisation says yes to matching, with the facts that it needs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.organisations.declaring.forms import SHARE_PREFIX, MatchingForm
from portal.organisations.declaring.selectors import standing_hours
from portal.organisations.declaring.services import join_matching, leave_matching
from portal.organisations.models import (
    FactSharing,
    MatchingProfile,
    MatchOptIn,
    Organisation,
)
from portal.organisations.own_pages import is_written, own_organisation, own_page
from portal.organisations.who_may import NotAMemberError, may_edit
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def matching_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Say yes to being matched, with facts that nobody else sees without a choice of one's own."""
    organisation, now = own_organisation(request, slug), timezone.now()
    is_own = may_edit(person_of(request), organisation)
    kept = _kept(organisation) if is_own else {}
    form = MatchingForm(
        request.POST or None, today=timezone.localdate(now), initial=kept.get("initial")
    )

    def write() -> None:
        join_matching(organisation=organisation, by=person_of(request), said=form.said(), at=now)

    if is_written(request, form, write):
        messages.success(request, _("It is saved. Nobody sees more of it than you chose."))
        return redirect("matching_edit", slug=slug)
    return own_page(
        request,
        "matching_edit",
        organisation,
        form,
        profile=kept.get("profile"),
        opt_ins=[(opt_in, opt_in.counts_at(now)) for opt_in in kept.get("opt_ins", [])],
        hours=kept.get("hours"),
        today=timezone.localdate(now),
    )


@login_required
@require_POST
def matching_leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Take every yes to matching back; 404 for anybody who does not act for the organisation."""
    organisation = get_object_or_404(Organisation, slug=slug)
    try:
        leave_matching(organisation=organisation, by=person_of(request), at=timezone.now())
    except NotAMemberError as error:
        raise Http404 from error
    messages.success(request, _("You are in no matching any more."))
    return redirect("matching_edit", slug=slug)


def _kept(organisation: Organisation) -> dict[str, Any]:
    """What the organisation said before; nothing where it left or never said yes."""
    profile = MatchingProfile.objects.filter(
        organisation=organisation, withdrawn_at__isnull=True
    ).first()
    if profile is None:
        return {}
    hours = standing_hours(organisation)
    opt_ins = list(
        MatchOptIn.objects.filter(organisation=organisation, withdrawn_at=None).order_by("pk")
    )
    sharing = FactSharing.objects.filter(organisation=organisation)
    initial = {
        **model_to_dict(profile),
        "purposes": [opt_in.purpose for opt_in in opt_ins],
        **{SHARE_PREFIX + row.fact: row.stage for row in sharing},
    }
    if hours is not None:
        initial |= {
            name: getattr(hours, name) for name in ("weekly_hours", "free_from", "free_until")
        }
    return {"profile": profile, "hours": hours, "opt_ins": opt_ins, "initial": initial}
