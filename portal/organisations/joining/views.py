"""Pages where somebody brings an organisation in, or asks to act for one that is here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.common.refusals import log_refusal
from portal.common.way_back import way_back
from portal.organisations.joining.forms import ClaimForm, NewOrganisationForm
from portal.organisations.joining.services import (
    AlreadyMemberError,
    NameTakenError,
    TooManyError,
    claim_organisation,
    create_organisation,
)
from portal.organisations.models import Organisation
from portal.organisations.numbers.services import NumberTakenError
from portal.organisations.who_may import may_edit
from portal.users.people import person_of

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
def organisation_create(request: HttpRequest) -> HttpResponse:
    """Bring an organisation in, unless it is one of those that are here."""
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            organisation = create_organisation(
                new=form.organisation(), by=person_of(request), at=timezone.now()
            )
        except NameTakenError:
            form.add_error("name", _("An organisation with this name is here. Ask to act for it."))
        except NumberTakenError as error:
            form.refuse_number(error.scheme)
        except TooManyError:
            form.add_error(None, _("You added 5 organisations today. Add this one tomorrow."))
        else:
            return _made(request, organisation)
    log_refusal(form)
    return render(request, "organisations/organisation_create.html", {"form": form})


@login_required
@require_http_methods(METHODS)
def organisation_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to act for an organisation; the answer is the same whoever acts for it now."""
    organisation = get_object_or_404(Organisation, slug=slug)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claim_organisation(
                organisation=organisation,
                by=person_of(request),
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except AlreadyMemberError:
            form.add_error(None, _("You act for this organisation already."))
        except TooManyError:
            form.add_error(None, _("You asked 5 times today. Ask again tomorrow."))
        else:
            messages.success(request, _("We have your request. You get the answer by email."))
            return redirect("account_home")
    log_refusal(form)
    context = {"organisation": organisation, "form": form}
    return render(request, "organisations/organisation_claim.html", context)


def _made(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    if may_edit(person_of(request), organisation):
        messages.success(request, _("The organisation is here, and you are its owner."))
        return redirect(way_back(request.GET.get("next"), request) or organisation)
    messages.success(
        request, _("The organisation is here. Now say how you act for it: a moderator checks that.")
    )
    return redirect("organisation_claim", slug=organisation.slug)
