"""Pages of the peer-review exchange up to the invitation, and the lessons that everybody reads."""

import structlog
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.practices.models import PeerReview, PracticePage, ReviewRequest
from portal.practices.numbers import practice_number
from portal.practices.peer_review.forms import AskForm
from portal.practices.peer_review.proposing import propose_reviewers
from portal.practices.peer_review.selectors import (
    invitations_to,
    own_organisations,
    own_requests,
    public_lessons,
)
from portal.practices.peer_review.services import (
    NotProposedError,
    ask_for_review,
    invite_reviewer,
    set_willing,
)
from portal.users.people import person_of

PER_PAGE = 20

log = structlog.get_logger(__name__)


@require_safe
def lesson_list(request: HttpRequest) -> HttpResponse:
    """What both sides of peer reviews agreed to publish, newest first."""
    page = Paginator(public_lessons(), PER_PAGE).get_page(request.GET.get("page"))
    drafts = [review.practice_id for review in page if review.practice_id]
    context = {
        "page": page,
        "public_practices": PracticePage.objects.offered().in_bulk(drafts),
    }
    return render(request, "practices/lesson_list.html", context)


@login_required
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """What the reader's organisations asked for, were asked and are willing to do."""
    person = person_of(request)
    context = {
        "organisations": own_organisations(person).select_related("review_offer"),
        "requests": own_requests(person),
        "invitations": invitations_to(person),
    }
    return render(request, "practices/review_list.html", context)


@login_required
@require_POST
def review_willing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one's organisation reviews others, or take it back; 404 for another's."""
    person = person_of(request)
    organisation = get_object_or_404(own_organisations(person), pk=pk)
    is_willing = request.POST.get("willing") == "yes"
    set_willing(organisation=organisation, by=person, is_willing=is_willing, at=timezone.now())
    messages.success(
        request,
        _("Others can now invite you to review them.")
        if is_willing
        else _("Nobody new will be shown your organisation as a reviewer."),
    )
    return redirect("review_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_ask(request: HttpRequest) -> HttpResponse:
    """Ask what should be reviewed, and propose reviewers."""
    person = person_of(request)
    own = own_organisations(person)
    form = AskForm(request.POST or None, organisations=own)
    if request.method == "POST" and form.is_valid():
        asked = ask_for_review(by=person, at=timezone.now(), **form.cleaned_data)
        return redirect("review_request", pk=asked.pk)
    log_refusal(form)
    context = {"form": form, "may_ask": own.exists()}
    return render(request, "practices/review_ask.html", context)


@login_required
@require_safe
def review_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request of one's own with those invited and those proposed; 404 for anybody else."""
    asked = _own_request(request, pk)
    invited = PeerReview.objects.filter(request=asked).select_related("reviewer")
    context = {
        "asked": asked,
        "invited": invited.order_by("invited_at", "pk"),
        "proposed": propose_reviewers(asked),
    }
    return render(request, "practices/review_request.html", context)


@login_required
@require_POST
def review_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite one of those proposed for one's own request."""
    asked = _own_request(request, pk)
    number = practice_number(request.POST.get("reviewer", ""))
    try:
        if number is None:
            raise NotProposedError
        invite_reviewer(request=asked, reviewer_id=number, by=person_of(request), at=timezone.now())
    except NotProposedError:
        log.info("review.refused", step="invite", request=pk)
        messages.error(request, _("Choose one of the organisations below."))
    else:
        messages.success(request, _("They are invited. You will see their answer here."))
    return redirect("review_request", pk=pk)


def _own_request(request: HttpRequest, pk: int) -> ReviewRequest:
    asked = own_requests(person_of(request)).filter(pk=pk).first()
    if asked is None:
        raise Http404
    return asked
