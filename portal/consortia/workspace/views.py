"""The pages of a consortium, for its members alone; everybody else finds nothing there."""

from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.consortia.models import Seat
from portal.consortia.states import NAMED_SEATS, ForbiddenMoveError, SeatState
from portal.consortia.timeline import timeline_for
from portal.consortia.workspace.lesson_practice import start_practice
from portal.consortia.workspace.next_steps import next_step, road
from portal.consortia.workspace.selectors import (
    cards_for,
    gaps_of,
    own_seat,
    own_seats,
    team_steps,
    told_by,
)
from portal.consortia.workspace.services.agreeing import OtherVersionError
from portal.consortia.workspace.services.answering import AlreadyInTeamError
from portal.consortia.workspace.services.moving import NotTheHostError
from portal.consortia.workspace.step_context import context_of, initial_of
from portal.consortia.workspace.steps import STEPS, Step
from portal.consortia.workspace.terms import changes_of, sections_of
from portal.users.people import person_of

log = structlog.get_logger(__name__)


@login_required
@require_safe
def consortium_list(request: HttpRequest) -> HttpResponse:
    """The teams in which the reader's organisations have a place."""
    seats = own_seats(person_of(request))
    rows = [(seat, next_step(seat)) for seat in seats]
    return render(request, "consortia/workspace/list.html", {"rows": rows})


@login_required
@require_safe
def disclosure_list(request: HttpRequest) -> HttpResponse:
    """What others may read of the reader's organisations, and since when."""
    context = {"told": told_by(person_of(request))}
    return render(request, "consortia/workspace/disclosures.html", context)


@login_required
@require_safe
def consortium_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the consortium is, what is next, and who is in it."""
    own = _own(request, public_id)
    plan = timeline_for(own.consortium.tender, at=timezone.now())
    open_keys = {key for key, step in STEPS.items() if step.is_open(own)}
    context = {
        "own": own,
        "consortium": own.consortium,
        "next": next_step(own),
        "plan": plan,
        "road": road(own, plan, open_keys),
        "cards": cards_for(own, at=timezone.now()),
        "gaps": gaps_of(own),
        "happened": team_steps(own.consortium) if own.state in NAMED_SEATS else [],
        "open_keys": open_keys,
        "is_example": own.consortium.tender.is_example,
    }
    return render(request, "consortia/workspace/detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consortium_step(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """One step of the reader's own: its page, and what it does."""
    own, step = _own(request, public_id), STEPS.get(key)
    if step is None:
        raise Http404
    if not step.is_open(own):
        return _too_late(request, own)
    is_sent = request.method == "POST"
    initial = None if is_sent else initial_of(key, own)
    form = step.form(request.POST if is_sent else None, own=own, initial=initial)
    if is_sent and form.is_valid():
        return _made(request, own, step, form.cleaned_data)
    log_refusal(form)
    context = {
        "own": own,
        "consortium": own.consortium,
        "step": step,
        "form": form,
        "is_refused": is_sent,
        "is_example": own.consortium.tender.is_example,
        **context_of(key, own),
    }
    return render(request, f"consortia/workspace/{context['page']}.html", context)


@login_required
@require_safe
def consortium_terms(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One version of the heads of terms: its text, what it changed, and who signed it."""
    own = _own(request, public_id)
    if own.state != SeatState.ACCEPTED:
        raise Http404
    terms = get_object_or_404(own.consortium.terms, number=number)
    context = {
        "own": own,
        "consortium": own.consortium,
        "terms": terms,
        "sections": sections_of(terms),
        "changes": changes_of(terms),
        "signatures": terms.signatures.select_related("seat__organisation").order_by("pk"),
        "authorisations": terms.authorisations.select_related("seat__organisation").order_by("pk"),
        "is_example": own.consortium.tender.is_example,
    }
    return render(request, "consortia/workspace/version.html", context)


@login_required
@require_POST
def consortium_practice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a practice from the lessons, filled with what is known, and go where it is written."""
    own = _own(request, public_id)
    try:
        submission = start_practice(seat=own, by=person_of(request), at=timezone.now())
    except ForbiddenMoveError:
        return _too_late(request, own)
    messages.success(request, _("A draft is begun. Tell the rest, and send it when it is right."))
    return redirect("submission_tasks", pk=submission.pk)


def _own(request: HttpRequest, public_id: UUID) -> Seat:
    own = own_seat(person_of(request), public_id)
    if own is None:
        raise Http404
    return own


def _made(request: HttpRequest, own: Seat, step: Step, data: dict[str, Any]) -> HttpResponse:
    at: datetime = timezone.now()
    try:
        step.act(own, data, person_of(request), at)
    except AlreadyInTeamError:
        text = _(
            "Your organisation said yes to another team for this tender. Leave that one first."
        )
        messages.error(request, text)
    except OtherVersionError:
        text = _("A newer version was written meanwhile. Read it, then sign.")
        messages.error(request, text)
    except (ForbiddenMoveError, NotTheHostError):
        return _too_late(request, own)
    else:
        messages.success(request, _("Saved."))
    return _back(request, own)


def _too_late(request: HttpRequest, own: Seat) -> HttpResponse:
    log.info("consortium.too_late", consortium=own.consortium_id)
    messages.error(request, _("This step is not open now. See below what is next."))
    return _back(request, own)


def _back(request: HttpRequest, own: Seat) -> HttpResponse:
    """To the consortium, or to the list for somebody who has no place there any more."""
    if own_seat(person_of(request), own.consortium.public_id) is None:
        return redirect("consortium_list")
    return redirect(own.consortium)
