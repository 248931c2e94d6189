"""The page on which a provider offers other hours for one tender than for every bid."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.common.refusals import log_refusal
from portal.consortia.offering.forms import OfferForm
from portal.consortia.requirements.deciding import initiators_of
from portal.consortia.selectors import FOR_PROVIDERS_ALONE, may_see_matching
from portal.organisations.declaring.selectors import hours_offered_for, standing_hours
from portal.organisations.declaring.services import offer_hours_for, take_back_hours_for
from portal.organisations.models import CapacityOffer, Organisation
from portal.tenders.models import Tender
from portal.users.people import person_of


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What one of the reader's organisations offers, for the tender and for every bid."""

    organisation: Organisation
    own: CapacityOffer | None
    standing: CapacityOffer | None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tender_hours(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reader's organisations offer for the tender; a POST offers other hours."""
    person, now = person_of(request), timezone.now()
    if not may_see_matching(person):
        raise PermissionDenied(FOR_PROVIDERS_ALONE)
    tender = get_object_or_404(Tender.objects.readable(), pk=pk)
    organisations = initiators_of(person, at=now)
    form = OfferForm(
        request.POST if request.method == "POST" else None, organisations=organisations
    )
    is_open = tender.is_open_to_competition_at(now)
    if is_open and form.is_valid():
        said = form.cleaned_data
        chosen = next(one for one in organisations if one.pk == said["organisation"])
        offer_hours_for(
            organisation=chosen,
            by=person,
            ocid=tender.ocid,
            weekly_hours=said["weekly_hours"],
            at=now,
        )
        messages.success(request, _("It is saved. It counts when partners are next looked for."))
        return redirect("tender_hours", pk=pk)
    log_refusal(form, tender=pk)
    context = {
        "tender": tender,
        "form": form,
        "is_open": is_open,
        "offered": [_offered(one, tender) for one in organisations],
        "today": timezone.localdate(now),
        "is_example": tender.is_example,
    }
    return render(request, "consortia/tender_hours.html", context)


@login_required
@require_POST
def tender_hours_take_back(request: HttpRequest, pk: int, organisation_pk: int) -> HttpResponse:
    """Let the hours for every bid count for the tender again; 404 for another's organisation."""
    person = person_of(request)
    tender = get_object_or_404(Tender.objects.readable(), pk=pk)
    own = Organisation.objects.filter(memberships__user=person)
    organisation = get_object_or_404(own, pk=organisation_pk)
    take_back_hours_for(organisation=organisation, by=person, ocid=tender.ocid)
    messages.success(request, _("Your hours for every bid count for this tender again."))
    return redirect("tender_hours", pk=pk)


def _offered(organisation: Organisation, tender: Tender) -> Offered:
    return Offered(
        organisation=organisation,
        own=hours_offered_for(organisation, tender.ocid),
        standing=standing_hours(organisation),
    )
