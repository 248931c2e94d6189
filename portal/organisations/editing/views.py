"""Pages where an organisation's own people change what it says of itself."""

from collections.abc import Callable
from typing import Any

import structlog
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.organisations.editing.forms import MatchingForm, ProfileForm, ServiceForm
from portal.organisations.editing.services import (
    NotAMemberError,
    change_profile,
    declare_service,
    join_matching,
    leave_matching,
    take_service_back,
)
from portal.organisations.models import DeclaredService, MatchingProfile, Organisation
from portal.organisations.who_may import may_edit
from portal.users.people import person_of

log = structlog.get_logger(__name__)
METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
def profile_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the public facts of an organisation."""
    organisation = _own(request, slug)
    form = ProfileForm(request.POST or None, organisation=organisation, today=timezone.localdate())

    def write() -> None:
        change_profile(
            organisation=organisation,
            by=person_of(request),
            said=form.cleaned_data,
            at=timezone.now(),
        )

    if _is_written(request, form, write):
        messages.success(request, _("It is saved, and readers see it now."))
        return redirect(organisation)
    return _page(request, "profile_edit", organisation, form)


@login_required
@require_http_methods(METHODS)
def service_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The services that an organisation says it gives, and one more."""
    organisation = _own(request, slug)
    form = ServiceForm(request.POST or None, today=timezone.localdate())

    def write() -> None:
        declare_service(
            organisation=organisation, by=person_of(request), said=form.said(), at=timezone.now()
        )

    if _is_written(request, form, write):
        messages.success(request, _("The service is saved. We ask again in 90 days."))
        return redirect("service_list", slug=slug)
    is_member = may_edit(person_of(request), organisation)
    services = (
        DeclaredService.objects.filter(organisation=organisation)
        .select_related("service_type")
        .order_by("service_type__name")
    )
    return _page(
        request, "service_list", organisation, form, services=services if is_member else []
    )


@login_required
@require_POST
def service_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a service back; 404 for anybody who does not act for the organisation."""
    service = get_object_or_404(DeclaredService.objects.select_related("organisation"), pk=pk)
    try:
        take_service_back(service=service, by=person_of(request), at=timezone.now())
    except NotAMemberError as error:
        raise Http404 from error
    messages.success(request, _("The service is taken back."))
    return redirect("service_list", slug=service.organisation.slug)


@login_required
@require_http_methods(METHODS)
def matching_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Say yes to being matched, with facts that nobody else sees."""
    organisation = _own(request, slug)
    profile = None
    if may_edit(person_of(request), organisation):
        profile = MatchingProfile.objects.filter(
            organisation=organisation, withdrawn_at__isnull=True
        ).first()
    initial = {"agrees": True, **model_to_dict(profile)} if profile else None
    form = MatchingForm(request.POST or None, today=timezone.localdate(), initial=initial)

    def write() -> None:
        join_matching(
            organisation=organisation, by=person_of(request), said=form.said(), at=timezone.now()
        )

    if _is_written(request, form, write):
        messages.success(request, _("It is saved. Nobody else sees these numbers."))
        return redirect("matching_edit", slug=slug)
    return _page(request, "matching_edit", organisation, form, profile=profile)


@login_required
@require_POST
def matching_leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the yes to matching back; 404 for anybody who does not act for the organisation."""
    organisation = get_object_or_404(Organisation, slug=slug)
    try:
        leave_matching(organisation=organisation, by=person_of(request), at=timezone.now())
    except NotAMemberError as error:
        raise Http404 from error
    messages.success(request, _("You are in no matching any more."))
    return redirect("matching_edit", slug=slug)


def _own(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, for its own people; a form that is on its way is answered with words.

    Somebody who was removed while they wrote gets the text back, and learns nothing new from it.
    """
    organisation = get_object_or_404(Organisation, slug=slug)
    if request.method != "POST" and not may_edit(person_of(request), organisation):
        raise Http404
    return organisation


def _is_written(request: HttpRequest, form: forms.Form, write: Callable[[], None]) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        write()
    except NotAMemberError:
        form.add_error(
            None,
            _(
                "You do not act for this organisation any more, so nothing was changed. Copy"
                " what you want to keep, and ask a colleague to invite you."
            ),
        )
        return False
    return True


def _page(
    request: HttpRequest, name: str, organisation: Organisation, form: forms.Form, **more: Any
) -> HttpResponse:
    if form.errors:
        fields = sorted(form.errors)
        log.info("editing.refused", page=name, organisation=organisation.pk, fields=fields)
    is_stranger = not may_edit(person_of(request), organisation)
    context = {"organisation": organisation, "form": form, **more}
    status = 403 if is_stranger else 200
    return render(request, f"organisations/{name}.html", context, status=status)
