"""Pages where an organisation's own people change what it says of itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.organisations.editing.forms import ProfileForm, ServiceForm
from portal.organisations.editing.services import (
    change_profile,
    declare_service,
    say_service_again,
    take_service_back,
)
from portal.organisations.models import DeclaredService
from portal.organisations.numbers.services import NumberTakenError
from portal.organisations.own_pages import is_written, own_organisation, own_page
from portal.organisations.who_may import NotAMemberError, may_edit
from portal.users.people import person_of

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
def profile_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the public facts of an organisation."""
    organisation = own_organisation(request, slug)
    form = ProfileForm(request.POST or None, organisation=organisation, today=timezone.localdate())

    def write() -> None:
        try:
            change_profile(
                organisation=organisation,
                by=person_of(request),
                said=form.cleaned_data,
                numbers=form.numbers(form.cleaned_data),
                at=timezone.now(),
            )
        except NumberTakenError as error:
            form.refuse_number(error.scheme)

    if is_written(request, form, write):
        messages.success(request, _("It is saved, and readers see it now."))
        return redirect(organisation)
    return own_page(request, "profile_edit", organisation, form)


@login_required
@require_http_methods(METHODS)
def service_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The services that an organisation says it gives, and one more."""
    organisation = own_organisation(request, slug)
    form = ServiceForm(request.POST or None, today=timezone.localdate())

    def write() -> None:
        declare_service(
            organisation=organisation, by=person_of(request), said=form.said(), at=timezone.now()
        )

    if is_written(request, form, write):
        messages.success(request, _("The service is saved. We ask again in 90 days."))
        return redirect("service_list", slug=slug)
    is_member = may_edit(person_of(request), organisation)
    services = DeclaredService.objects.filter(organisation=organisation).by_name()
    return own_page(
        request,
        "service_list",
        organisation,
        form,
        services=services if is_member else [],
        today=timezone.localdate(),
    )


@login_required
@require_POST
def service_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a service is still so; 404 for anybody who does not act for the organisation."""
    service = get_object_or_404(DeclaredService.objects.select_related("organisation"), pk=pk)
    try:
        say_service_again(service=service, by=person_of(request), at=timezone.now())
    except NotAMemberError as error:
        raise Http404 from error
    messages.success(request, _("The service counts for 90 days more."))
    return redirect("service_list", slug=service.organisation.slug)


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
