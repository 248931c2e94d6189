"""Pages of learning visits: hosts for everybody, requests for their two sides alone."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.practices.learning_visits.forms import (
    AnswerVisitForm,
    AskToVisitForm,
    FeedbackForm,
    HostForm,
)
from portal.practices.learning_visits.selectors import (
    OwnVisit,
    open_hosts,
    own_organisations,
    own_visit,
    visits_asked_by,
    visits_to,
)
from portal.practices.learning_visits.services import (
    FullError,
    NotOpenError,
    TooManyError,
    WrongStepError,
    answer_visit,
    ask_to_visit,
    cancel_visit,
    give_feedback,
    offer_to_host,
)
from portal.practices.models import VisitHost
from portal.users.models import User
from portal.users.people import person_of

PER_PAGE = 20
READ_AND_SEND = ["GET", "HEAD", "POST"]
_FORMS: dict[str, Callable[..., forms.Form]] = {
    "answer": AnswerVisitForm,
    "feedback": FeedbackForm,
}


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    """Who can be visited, and the reader's own visits."""
    page = Paginator(open_hosts(), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"page": page}
    user = request.user
    if isinstance(user, User):
        context["organisations"] = own_organisations(user).select_related("visit_host")
        context["asked"] = visits_asked_by(user)
        context["received"] = visits_to(user)
    return render(request, "practices/visit_list.html", context)


@login_required
@require_http_methods(READ_AND_SEND)
def visit_host(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what visitors of one's own organisation see; 404 for another's."""
    person = person_of(request)
    organisation = get_object_or_404(own_organisations(person), pk=pk)
    host = VisitHost.objects.filter(organisation=organisation).first()
    initial = (
        {"shows": host.shows, "capacity": host.capacity, "is_open": host.is_open} if host else None
    )
    form = HostForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        offer_to_host(organisation=organisation, by=person, **form.cleaned_data)
        messages.success(request, _("It is saved."))
        return redirect("visit_list")
    log_refusal(form, organisation=pk)
    context = {"caption": organisation, "heading": _("Let others visit you"), "form": form}
    return render(request, "practices/visit_form.html", context)


@login_required
@require_http_methods(READ_AND_SEND)
def visit_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a host to come and see."""
    person = person_of(request)
    host = get_object_or_404(open_hosts(), pk=pk)
    form = AskToVisitForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            visit = ask_to_visit(host=host, by=person, wish=form.wish(), at=timezone.now())
        except NotOpenError:
            form.add_error(None, _("This is your own organisation, or it takes no requests now."))
        except FullError:
            form.add_error(
                "people", _("There is no room for so many then. Choose other days or fewer people.")
            )
        except TooManyError:
            form.add_error(None, _("Wait until your other requests are answered."))
        else:
            messages.success(request, _("The host is asked. You will see the answer here."))
            return redirect(visit)
    log_refusal(form, host=pk)
    context = {"caption": host, "heading": _("Ask to visit"), "form": form, "host": host}
    return render(request, "practices/visit_form.html", context)


@login_required
@require_safe
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit, for its two sides alone."""
    return _detail(request, _own(request, pk))


@login_required
@require_POST
def visit_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no as the host; 404 for anybody else."""
    own = _own(request, pk)
    if not own.is_host:
        raise Http404
    return _step(
        request,
        own,
        "answer",
        lambda data: answer_visit(
            visit=own.visit,
            by=person_of(request),
            is_accepted=data["answer"] == AnswerVisitForm.ACCEPT,
            words=data["words"],
            at=timezone.now(),
        ),
    )


@login_required
@require_POST
def visit_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the host what was learned, as who asked; 404 for anybody else."""
    own = _asked_by_reader(request, pk)
    return _step(
        request,
        own,
        "feedback",
        lambda data: give_feedback(
            visit=own.visit, by=person_of(request), text=data["text"], at=timezone.now()
        ),
    )


@login_required
@require_POST
def visit_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back; 404 for anybody else."""
    own = _asked_by_reader(request, pk)
    cancel = partial(cancel_visit, visit=own.visit, by=person_of(request), at=timezone.now())
    return _try(request, own, cancel)


def _step(
    request: HttpRequest, own: OwnVisit, name: str, take: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    form = _form(own, name, request.POST)
    if not form.is_valid():
        log_refusal(form, visit=own.visit.pk)
        return _detail(request, own, **{f"{name}_form": form, "refused": form})
    return _try(request, own, partial(take, form.cleaned_data))


def _try(request: HttpRequest, own: OwnVisit, take: Callable[[], object]) -> HttpResponse:
    try:
        take()
    except WrongStepError:
        messages.error(request, _("Nothing was changed: the visit has moved on. Read it again."))
    except FullError:
        messages.error(
            request, _("There is no room for so many then. Say no, or change how many may come.")
        )
    else:
        messages.success(request, _("It is saved."))
    return redirect(own.visit)


def _detail(request: HttpRequest, own: OwnVisit, **changed: forms.Form) -> HttpResponse:
    context = {
        "own": own,
        "visit": own.visit,
        "has_begun": own.visit.first_day <= timezone.localdate(),
        **{f"{name}_form": _form(own, name) for name in _FORMS},
        **changed,
    }
    return render(request, "practices/visit_detail.html", context)


def _form(own: OwnVisit, name: str, data: Any = None) -> forms.Form:
    action = reverse(f"visit_{name}", args=[own.visit.pk])
    return _FORMS[name](data, action=action, initial={"text": own.visit.feedback})


def _own(request: HttpRequest, pk: int) -> OwnVisit:
    own = own_visit(person_of(request), pk)
    if own is None:
        raise Http404
    return own


def _asked_by_reader(request: HttpRequest, pk: int) -> OwnVisit:
    own = _own(request, pk)
    if own.visit.visitor_id != person_of(request).pk:
        raise Http404
    return own
