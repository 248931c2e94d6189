"""Pages where those who look for partners decide what a tender asks for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.common.refusals import log_refusal
from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import RequirementState, SourceKind
from portal.consortia.requirements.deciding import (
    NotAnInitiatorError,
    NotYourDecisionError,
    decider_for,
    may_change,
)
from portal.consortia.requirements.forms import RequirementForm
from portal.consortia.requirements.selectors import requirement_board
from portal.consortia.requirements.services import (
    TooManyError,
    add_requirement,
    confirm_requirement,
    drop_requirement,
    drop_service,
    propose_requirements,
    restore_service,
)
from portal.consortia.requirements.wording import requirement_view
from portal.consortia.runs import is_matching_asked_for
from portal.consortia.selectors import FOR_PROVIDERS_ALONE, may_see_matching
from portal.organisations.models import ServiceType
from portal.tenders.models import Lot, Tender
from portal.users.models import User
from portal.users.people import person_of

METHODS = ["GET", "HEAD", "POST"]
_FIRST_SAY_YES = gettext_lazy(
    "Nothing was changed. Only providers who look for partners decide this: first say yes to being"
    " proposed for tenders."
)
_SOMEBODY_ELSES = gettext_lazy(
    "Nothing was changed. Another organisation decided this; only it and moderators can change it."
)


@login_required
@require_http_methods(METHODS)
def tender_requirements(request: HttpRequest, pk: int) -> HttpResponse:
    """What a tender asks for, with its sources; a POST adds what a person states."""
    by, tender = _initiator(request), get_object_or_404(Tender.objects.readable(), pk=pk)
    form = RequirementForm(request.POST or None, tender=tender)
    if request.method == "POST" and _is_open(request, tender) and form.is_valid():
        try:
            add_requirement(tender=tender, said=form.said(), by=by, at=timezone.now())
        except TooManyError:
            form.add_error("kind", _("There are as many as one tender may have."))
        except NotAnInitiatorError:
            form.add_error(None, _FIRST_SAY_YES)
        else:
            messages.success(request, _done(tender, _("It is added.")))
            return redirect("tender_requirements", pk=pk)
    board = requirement_board(tender, reader=by, at=timezone.now())
    return _page(request, "tender_requirements", tender, form, board=board)


@login_required
@require_http_methods(METHODS)
def requirement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a requirement, changed or as it was found."""
    by, row = _initiator(request), _requirement(pk)
    tender = row.tender
    form = RequirementForm(request.POST or None, tender=tender, kept=row)
    if request.method == "POST" and _is_open(request, tender) and form.is_valid():
        try:
            confirm_requirement(requirement=row, said=form.said(), by=by, at=timezone.now())
        except NotAnInitiatorError:
            form.add_error(None, _FIRST_SAY_YES)
        except NotYourDecisionError:
            form.add_error(None, _SOMEBODY_ELSES)
        else:
            messages.success(request, _done(tender, _("It is confirmed.")))
            return redirect("tender_requirements", pk=tender.pk)
    view = requirement_view(row)
    can_change = may_change(row, by, at=timezone.now())
    return _page(request, "requirement_edit", tender, form, view=view, can_change=can_change)


@login_required
@require_POST
def requirement_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that something is no requirement."""
    by, row = _initiator(request), _requirement(pk)
    if _is_open(request, row.tender):
        _decide(
            request,
            lambda: drop_requirement(requirement=row, by=by, at=timezone.now()),
            done=_("It counts as no requirement. You can still confirm it."),
        )
    return redirect("tender_requirements", pk=row.tender_id)


@login_required
@require_POST
def requirement_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a service of the notice's codes again."""
    by, row = _initiator(request), _requirement(pk, state=RequirementState.DROPPED)
    if row.source_kind == SourceKind.FIELD and _is_open(request, row.tender):
        _decide(
            request,
            lambda: restore_service(requirement=row, by=by, at=timezone.now()),
            done=_("The service is asked for again."),
        )
    return redirect("tender_requirements", pk=row.tender_id)


@login_required
@require_POST
def stated_service_drop(request: HttpRequest, lot_pk: int, service_pk: int) -> HttpResponse:
    """Say that a lot does not ask for a service that one of its codes stands for."""
    by = _initiator(request)
    lot = get_object_or_404(Lot.objects.select_related("tender"), pk=lot_pk)
    service_type = get_object_or_404(ServiceType, pk=service_pk)
    if _is_open(request, lot.tender):
        _decide(
            request,
            lambda: drop_service(
                tender=lot.tender, lot=lot, service_type=service_type, by=by, at=timezone.now()
            ),
            done=_("The service is not asked for any more."),
        )
    return redirect("tender_requirements", pk=lot.tender_id)


@login_required
@require_POST
def requirements_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the notice's text again for what it seems to ask for."""
    by, tender = _initiator(request), get_object_or_404(Tender.objects.readable(), pk=pk)

    def read() -> None:
        decider_for(by, at=timezone.now())
        propose_requirements(tender=tender, at=timezone.now())

    found = _("We read the notice. What we found is listed for you to check.")
    _decide(request, read, done=found)
    return redirect("tender_requirements", pk=pk)


def _done(tender: Tender, what: str) -> str:
    """What was done, and when partners are looked for with it."""
    if is_matching_asked_for(tender):
        return _("%(done)s We look for partners again.") % {"done": what}
    return _(
        "%(done)s You decided several things today. When you are done, press “Look for partners "
        "now”, or wait for the night."
    ) % {"done": what}


def _decide(request: HttpRequest, decision: Callable[[], object], *, done: str) -> None:
    """Carry a decision out, or say why it is not the reader's."""
    try:
        decision()
    except NotAnInitiatorError:
        messages.error(request, _FIRST_SAY_YES)
    except NotYourDecisionError:
        messages.error(request, _SOMEBODY_ELSES)
    else:
        messages.success(request, done)


def _initiator(request: HttpRequest) -> User:
    """Who may see a matching reads what it is held to; the services say who decides.

    Raises:
        PermissionDenied: for anybody else.
    """
    user = person_of(request)
    if not may_see_matching(user):
        raise PermissionDenied(FOR_PROVIDERS_ALONE)
    return user


def _requirement(pk: int, **more: Any) -> TenderRequirement:
    rows = TenderRequirement.objects.select_related("tender", "lot", "service_type", "area")
    row: TenderRequirement = get_object_or_404(rows, pk=pk, **more)
    return row


def _is_open(request: HttpRequest, tender: Tender) -> bool:
    if tender.is_open_to_competition_at(timezone.now()):
        return True
    messages.error(request, _("This tender is closed, so nothing was changed."))
    return False


def _page(
    request: HttpRequest, name: str, tender: Tender, form: RequirementForm, **more: Any
) -> HttpResponse:
    log_refusal(form, tender=tender.pk)
    context = {"tender": tender, "form": form, **more}
    return render(request, f"consortia/{name}.html", context)
