"""The page where owners say what their organisation is called."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.common.refusals import log_refusal
from portal.organisations.editing.name_forms import NamesForm
from portal.organisations.editing.naming import (
    NotAnOwnerError,
    TakenError,
    TooOftenError,
    rename_organisation,
)
from portal.organisations.models import Organisation
from portal.organisations.models.organisation import NameKind
from portal.organisations.who_may import may_edit, may_manage_members
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def names_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Rename an organisation or change its short forms; editors read why they cannot.

    Raises:
        Http404: the reader does not act for it.
        PermissionDenied: an editor sends the form.
    """
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_edit(person_of(request), organisation):
        raise Http404
    form = NamesForm(request.POST if request.method == "POST" else None, initial=_now(organisation))
    if form.is_valid() and _is_renamed(request, organisation, form):
        messages.success(request, _("It is saved. Search knows it in a few seconds."))
        return redirect(organisation)
    log_refusal(form, organisation=organisation.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "former": organisation.other_names.filter(kind=NameKind.FORMER).order_by("pk"),
        "may_rename": may_manage_members(person_of(request), organisation),
    }
    return render(request, "organisations/names_edit.html", context)


def _now(organisation: Organisation) -> dict[str, str]:
    short = organisation.other_names.exclude(kind=NameKind.FORMER).order_by("pk")
    return {
        "name": organisation.name,
        "short_forms": "\n".join(short.values_list("name", flat=True)),
    }


def _is_renamed(request: HttpRequest, organisation: Organisation, form: NamesForm) -> bool:
    """Write it down; False, with the reason on the form, where it cannot be."""
    try:
        rename_organisation(
            organisation=organisation,
            by=person_of(request),
            name=form.cleaned_data["name"],
            short_forms=form.cleaned_data["short_forms"],
            at=timezone.now(),
        )
    except NotAnOwnerError as error:
        raise PermissionDenied from error
    except TakenError as error:
        field = "name" if error.name == form.cleaned_data["name"] else "short_forms"
        form.taken_by = error.other
        message = _("Another organisation here is called “%(name)s”.")
        form.add_error(field, message % {"name": error.name})
    except TooOftenError:
        form.add_error("name", _("It was renamed very often. Ask the moderators to rename it."))
    return not form.errors
