"""The pages of an organisation's private exclusions, and of the buildings, land and loans that it
offers.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.organisations.declaring.offer_forms import AssetForm, KeepApartForm
from portal.organisations.declaring.selectors import names_of_others
from portal.organisations.declaring.services import (
    TooManyError,
    allow_again,
    keep_apart,
    offer_asset,
    say_asset_again,
    take_asset_back,
)
from portal.organisations.models import AssetOffer, DoNotPair
from portal.organisations.own_pages import is_written, own_organisation, own_page
from portal.organisations.who_may import NotAMemberError, may_edit
from portal.users.people import person_of

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
def apart_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the organisation does not want in a team with it, and one more; for its people alone."""
    organisation = own_organisation(request, slug)
    form = KeepApartForm(
        request.POST or None, organisation=organisation, today=timezone.localdate()
    )

    def write() -> None:
        try:
            keep_apart(
                organisation=organisation, by=person_of(request), other=form.cleaned_data["other"]
            )
        except TooManyError:
            form.add_error("other", _("Your list is full. Take a name off it first."))

    if is_written(request, form, write):
        messages.success(request, _("It is saved. They never learn of it."))
        return redirect("apart_list", slug=slug)
    pairs = DoNotPair.objects.none()
    names = []
    if may_edit(person_of(request), organisation):
        pairs = DoNotPair.objects.filter(organisation=organisation).order_by("other__name")
        names = names_of_others(organisation)
    return own_page(
        request,
        "apart_list",
        organisation,
        form,
        pairs=pairs.select_related("other"),
        names=names,
    )


@login_required
@require_POST
def apart_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a private exclusion back; 404 for anybody who does not act for who had it."""
    pair = get_object_or_404(DoNotPair.objects.select_related("organisation"), pk=pk)
    try:
        allow_again(pair=pair, by=person_of(request))
    except NotAMemberError as error:
        raise Http404 from error
    messages.success(request, _("It is off your list."))
    return redirect("apart_list", slug=pair.organisation.slug)


@login_required
@require_http_methods(METHODS)
def asset_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The buildings, land and loans that the organisation offers, and one more."""
    organisation, now = own_organisation(request, slug), timezone.now()
    form = AssetForm(request.POST or None, today=timezone.localdate(now))

    def write() -> None:
        try:
            offer_asset(organisation=organisation, by=person_of(request), said=form.said(), at=now)
        except TooManyError:
            form.add_error("kind", _("You offer as much as one may. Take something back first."))

    if is_written(request, form, write):
        messages.success(request, _("Your offer is saved. We ask again in 90 days."))
        return redirect("asset_list", slug=slug)
    offers = AssetOffer.objects.none()
    if may_edit(person_of(request), organisation):
        offers = AssetOffer.objects.filter(organisation=organisation).select_related("area")
    return own_page(
        request,
        "asset_list",
        organisation,
        form,
        offers=offers.order_by("kind", "pk"),
        today=timezone.localdate(now),
    )


@login_required
@require_POST
def asset_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an offer still stands; 404 for anybody who does not act for who made it."""
    offer = _offer(pk)
    try:
        say_asset_again(offer=offer, by=person_of(request), at=timezone.now())
    except NotAMemberError as error:
        raise Http404 from error
    messages.success(request, _("Your offer stands for 90 days more."))
    return redirect("asset_list", slug=offer.organisation.slug)


@login_required
@require_POST
def asset_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an offer back; 404 for anybody who does not act for who made it."""
    offer = _offer(pk)
    try:
        take_asset_back(offer=offer, by=person_of(request))
    except NotAMemberError as error:
        raise Http404 from error
    messages.success(request, _("Your offer is taken back."))
    return redirect("asset_list", slug=offer.organisation.slug)


def _offer(pk: int) -> AssetOffer:
    offer: AssetOffer = get_object_or_404(AssetOffer.objects.select_related("organisation"), pk=pk)
    return offer
