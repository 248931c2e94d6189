"""Pages where providers see proposed consortia for a tender, ask for one, and answer for
themselves.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.consortia.constraints import confirmed_requirements
from portal.consortia.enums import ConsentState, RunState
from portal.consortia.models import MatchRun, ProposedMember
from portal.consortia.nights import night_shown
from portal.consortia.requirements.wording import requirement_view
from portal.consortia.runs import latest_run
from portal.consortia.selectors import (
    FOR_PROVIDERS_ALONE,
    assets_for,
    entries_for,
    may_see_matching,
    own_organisations,
    proposals_for,
    unproposed_organisations,
)
from portal.consortia.services.asking import AskedLatelyError, ask_for_entry
from portal.consortia.services.requesting import (
    ASKED_AT_MOST,
    AskedOftenError,
    NotOpenError,
    request_match,
)
from portal.consortia.standing import reservations
from portal.consortia.states import ForbiddenMoveError
from portal.consortia.workspace.services.answering import AlreadyInTeamError
from portal.consortia.workspace.services.suggesting import answer_suggestion
from portal.tenders.models import Tender
from portal.users.models import User
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tender_consortia(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest matching of a tender; a POST asks for a new one."""
    user = request.user
    if not isinstance(user, User) or not may_see_matching(user):
        raise PermissionDenied(FOR_PROVIDERS_ALONE)
    tender = get_object_or_404(Tender.objects.readable(), pk=pk)
    if request.method == "POST":
        return _request_new(request, user, tender)
    run, now = latest_run(tender), timezone.now()
    solved = run if run and run.state == RunState.SOLVED else None
    context = {
        "tender": tender,
        "run": run,
        "night": night_shown(tender),
        "proposals": proposals_for(user, run) if run else [],
        "entries": entries_for(user, solved, at=now) if solved else [],
        "is_example": tender.is_example,
        "held_to": [requirement_view(row) for row in confirmed_requirements(tender)],
        "reservations": reservations(tender),
        "assets": assets_for(tender, at=now),
    }
    return render(request, "consortia/tender_consortia.html", context)


def _request_new(request: HttpRequest, user: User, tender: Tender) -> HttpResponse:
    try:
        request_match(tender=tender, requested_by=user, at=timezone.now())
    except NotOpenError:
        messages.error(request, _("This tender is closed. Look for the next one in the list."))
    except AskedOftenError as error:
        text = _(
            "Your organisation looked for partners for this tender %(count)s times in a day, each "
            "time with something changed. You can look again from %(time)s. We also look anew each "
            "night."
        )
        again = date_format(timezone.localtime(error.again_at), "j F Y, H:i")
        messages.error(request, text % {"time": again, "count": ASKED_AT_MOST})
    else:
        messages.success(request, _("We are looking for partners. Come back to this page soon."))
    return redirect("tender_consortia", pk=tender.pk)


@login_required
@require_POST
def consortium_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record what the reader's own organisation says to a suggestion; 404 for any other."""
    user = request.user
    own = own_organisations(user) if isinstance(user, User) else set()
    member = get_object_or_404(
        ProposedMember.objects.select_related("proposal__run"),
        public_id=public_id,
        organisation__in=own,
    )
    answer = request.POST.get("answer", "")
    if answer not in (ConsentState.INTERESTED, ConsentState.DECLINED):
        return HttpResponseBadRequest(_("Choose “Interested” or “Not this time”."))
    return _answered(request, member, ConsentState(answer))


def _answered(request: HttpRequest, member: ProposedMember, answer: ConsentState) -> HttpResponse:
    tender_id = member.proposal.run.tender_id
    try:
        seat = answer_suggestion(
            member=member, consent=answer, by=person_of(request), at=timezone.now()
        )
    except NotOpenError:
        messages.error(request, _("This tender is closed. Look for the next one in the list."))
    except AlreadyInTeamError:
        text = _("You said yes to another team for this tender. Leave that one first.")
        messages.error(request, text)
    except ForbiddenMoveError:
        messages.error(request, _("This team went on without you. Look for partners again."))
    else:
        messages.success(request, _("Your answer is saved."))
        if seat is not None and answer is ConsentState.INTERESTED:
            return redirect(seat.consortium)
    return redirect("tender_consortia", pk=tender_id)


@login_required
@require_POST
def consortium_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what would bring the reader's own organisations, those in no team, into the first one."""
    user = request.user
    if not isinstance(user, User) or not may_see_matching(user) or not own_organisations(user):
        raise PermissionDenied
    tender = get_object_or_404(Tender.objects.readable(), pk=pk)
    run = latest_run(tender)
    if run is not None and run.state == RunState.SOLVED:
        _ask_for_all(request, user, run)
    return redirect("tender_consortia", pk=tender.pk)


def _ask_for_all(request: HttpRequest, user: User, run: MatchRun) -> None:
    for organisation in unproposed_organisations(user, run):
        try:
            ask_for_entry(run=run, organisation=organisation, at=timezone.now())
        except AskedLatelyError:
            messages.error(request, _("You asked this today. Please ask again tomorrow."))
        else:
            messages.success(request, _("We are working this out. Come back to this page soon."))
