"""What the pages share on which an organisation's own people write: who may, and what is kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from portal.common.refusals import log_refusal
from portal.organisations.models import Organisation
from portal.organisations.who_may import NotAMemberError, may_edit
from portal.users.people import person_of


def own_organisation(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, for its own people; a form that is on its way is answered with words.

    Somebody who was removed while they wrote gets the text back, and learns nothing new from it.

    Raises:
        Http404: there is none, or the reader asks for the page and does not act for it.
    """
    organisation = get_object_or_404(Organisation, slug=slug)
    if request.method != "POST" and not may_edit(person_of(request), organisation):
        raise Http404
    return organisation


def is_written(request: HttpRequest, form: forms.Form, write: Callable[[], None]) -> bool:
    """Whether a form was sent, is valid and was written; else its errors say why."""
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
    return not form.errors


def own_page(
    request: HttpRequest, name: str, organisation: Organisation, form: forms.Form, **more: Any
) -> HttpResponse:
    """The page with the form as it was typed; one line in the log names the fields refused."""
    log_refusal(form, organisation=organisation.pk)
    is_stranger = not may_edit(person_of(request), organisation)
    context = {"organisation": organisation, "form": form, **more}
    status = 403 if is_stranger else 200
    return render(request, f"organisations/{name}.html", context, status=status)
