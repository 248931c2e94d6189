"""Pages of commitments: everybody reads them, and members tell what became of their own."""

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
from portal.organisations.models import Organisation
from portal.practices.commitments.forms import OutcomeForm, PromiseForm, YearOnForm
from portal.practices.commitments.services import (
    TooManyError,
    WrongStepError,
    look_back,
    make_commitment,
    tell_outcome,
)
from portal.practices.member_enums import CommitmentOutcome, YearOn
from portal.practices.models import Commitment, PracticePage
from portal.practices.numbers import practice_number
from portal.users.models import User
from portal.users.people import person_of

PER_PAGE = 20


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponse:
    """Every promise: the open ones first, and among them the one that is due first."""
    listed = Commitment.objects.open_first()
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "practices/commitment_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commitment_make(request: HttpRequest) -> HttpResponse:
    """Promise something, perhaps about a practice that the address names."""
    person = person_of(request)
    own = Organisation.objects.filter(memberships__user=person).in_name_order()
    number = practice_number(request.GET.get("practice", ""))
    practice = PracticePage.objects.offered().filter(pk=number).first()
    form = PromiseForm(request.POST or None, organisations=own, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            commitment = make_commitment(
                by=person, practice=practice, at=timezone.now(), **form.cleaned_data
            )
        except TooManyError:
            message = _("Fifty of its promises are open. Tell first what became of others.")
            form.add_error("organisation", message)
        else:
            messages.success(request, _("It is promised. We remind you before its day."))
            return redirect(commitment)
    log_refusal(form)
    context = {"form": form, "practice": practice, "may_promise": own.exists() or form.is_bound}
    return render(request, "practices/commitment_make.html", context)


@require_safe
def commitment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise, and for its organisation the form that is due now."""
    return _detail(request, get_object_or_404(Commitment.objects.open_first(), pk=pk))


@login_required
@require_POST
def commitment_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what became of a promise of one's own organisation; 404 for anybody else."""
    commitment = _own(request, pk)
    form = _outcome_form(request, commitment)
    if form.is_valid():
        try:
            tell_outcome(
                commitment=commitment,
                by=person_of(request),
                outcome=CommitmentOutcome(form.cleaned_data["outcome"]),
                text=form.cleaned_data["text"],
                at=timezone.now(),
            )
        except WrongStepError:
            form.add_error("outcome", _("A year on was told already, so this stays as it is."))
        else:
            messages.success(request, _("Thank you. Everybody can read it now."))
            return redirect(commitment)
    log_refusal(form)
    return _detail(request, commitment, outcome_form=form)


@login_required
@require_POST
def commitment_year_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what is left of it a year on; 404 for those of other organisations."""
    commitment = _own(request, pk)
    form = YearOnForm(request.POST, action=reverse("commitment_year_on", args=[pk]))
    if form.is_valid():
        try:
            look_back(
                commitment=commitment,
                by=person_of(request),
                year_on=YearOn(form.cleaned_data["year_on"]),
                text=form.cleaned_data["text"],
                at=timezone.now(),
            )
        except WrongStepError:
            form.add_error("year_on", _("It is too early for this, or it was told already."))
        else:
            messages.success(request, _("Thank you. Everybody can read it now."))
            return redirect(commitment)
    log_refusal(form)
    return _detail(request, commitment, year_on_form=form)


def _detail(request: HttpRequest, commitment: Commitment, **bound: forms.Form) -> HttpResponse:
    today = timezone.localdate()
    year_on_form = YearOnForm(action=reverse("commitment_year_on", args=[commitment.pk]))
    visible = PracticePage.objects.visible_to_all()
    context = {
        "commitment": commitment,
        "practice": visible.filter(pk=commitment.practice_id).first(),
        "is_overdue": commitment.is_overdue(today),
        "is_own": _is_own(request, commitment),
        "is_a_year_on": commitment.is_a_year_on(today),
        "outcome_form": bound.get("outcome_form", _outcome_form(request, commitment)),
        "year_on_form": bound.get("year_on_form", year_on_form),
        "refused": next(iter(bound.values()), None),
    }
    return render(request, "practices/commitment_detail.html", context)


def _outcome_form(request: HttpRequest, commitment: Commitment) -> OutcomeForm:
    is_sent = request.path == reverse("commitment_outcome", args=[commitment.pk])
    return OutcomeForm(
        request.POST if is_sent else None,
        action=reverse("commitment_outcome", args=[commitment.pk]),
        initial={"outcome": commitment.outcome, "text": commitment.outcome_text},
    )


def _own(request: HttpRequest, pk: int) -> Commitment:
    commitment = get_object_or_404(Commitment.objects.open_first(), pk=pk)
    if not _is_own(request, commitment):
        raise Http404
    return commitment


def _is_own(request: HttpRequest, commitment: Commitment) -> bool:
    user = request.user
    if not isinstance(user, User):
        return False
    return user.memberships.filter(organisation=commitment.organisation_id).exists()
