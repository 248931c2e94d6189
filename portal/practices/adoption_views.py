"""Pages where members put on record that they take up a practice of others, and answer for it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.practices.adoption_forms import AnswerForm, DeclareForm, ResultForm
from portal.practices.models import PracticePage
from portal.practices.selectors.adoptions import (
    OwnAdoption,
    adopters_among,
    declared_before,
    own_adoption,
)
from portal.practices.services.adopting import (
    HiddenWordsError,
    NotOfferedError,
    OwnPracticeError,
    add_result,
    answer_adoption,
    declare_adoption,
    withdraw_adoption,
)
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adoption_declare(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Ask what an organisation of the reader does with a practice, and write it down."""
    user = person_of(request)
    practice = get_object_or_404(PracticePage.objects.offered(), pk=practice_id)
    own = adopters_among(user, practice)
    form = DeclareForm(
        request.POST or None,
        organisations=own,
        today=timezone.localdate(),
        initial=declared_before(practice, own),
    )
    if request.method == "POST" and form.is_valid():
        try:
            adoption = declare_adoption(
                practice=practice,
                organisation=form.cleaned_data["organisation"],
                by=user,
                declaration=form.declaration(),
                at=timezone.now(),
            )
        except (NotOfferedError, OwnPracticeError):
            # Somebody hid the practice, or made the organisation a partner, while they wrote.
            message = _("It cannot take this practice up now. Look at the practice again.")
            form.add_error("organisation", message)
        else:
            messages.success(request, _("It is on the record. The author is asked to confirm it."))
            return redirect("adoption_detail", pk=adoption.pk)
    log_refusal(form, practice=practice.pk)
    context = {"practice": practice, "form": form, "may_declare": own.exists() or form.is_bound}
    return render(request, "practices/adoption_declare.html", context)


@login_required
@require_safe
def adoption_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One adoption, for those of both sides."""
    return _detail(request, _own_adoption(request, pk))


@login_required
@require_POST
def adoption_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or dispute an adoption of one's own practice; 404 for anybody else."""
    own = _own_adoption(request, pk)
    if not own.is_author:
        raise Http404
    form = AnswerForm(request.POST, action=reverse("adoption_answer", args=[pk]))
    if not form.is_valid():
        log_refusal(form, adoption=pk)
        return _detail(request, own, answer_form=form)
    answer_adoption(
        adoption=own.adoption,
        by=person_of(request),
        dispute=form.cleaned_data["dispute"],
        at=timezone.now(),
    )
    messages.success(request, _("Your answer is saved. You can change it at any time."))
    return redirect("adoption_detail", pk=pk)


@login_required
@require_POST
def adoption_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what came of an adoption, from either side; 404 for anybody else."""
    own = _own_adoption(request, pk)
    form = _result_form(pk, request.POST)
    if not form.is_valid():
        log_refusal(form, adoption=pk)
        return _detail(request, own, result_form=form)
    try:
        add_result(
            adoption=own.adoption,
            by=person_of(request),
            text=form.cleaned_data["text"],
            as_of=form.cleaned_data["as_of"],
            at=timezone.now(),
        )
    except HiddenWordsError:
        form.add_error("text", _("Moderators hid exactly these words. Say it in another way."))
        log_refusal(form, adoption=pk)
        return _detail(request, own, result_form=form)
    messages.success(request, _("The result is added."))
    return redirect("adoption_detail", pk=pk)


@login_required
@require_POST
def adoption_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistaken declaration of one's own organisation back; 404 for anybody else."""
    own = _own_adoption(request, pk)
    if not own.is_adopter:
        raise Http404
    withdraw_adoption(adoption=own.adoption, by=person_of(request), at=timezone.now())
    messages.success(request, _("It is withdrawn. Nobody reads or counts it any more."))
    return redirect(own.adoption.practice.url)


def _detail(request: HttpRequest, own: OwnAdoption, **bound: forms.Form) -> HttpResponse:
    pk = own.adoption.pk
    answer_form = AnswerForm(action=reverse("adoption_answer", args=[pk]))
    context = {
        "own": own,
        "adoption": own.adoption,
        "steps": own.adoption.steps.select_related("area").order_by("at", "pk"),
        "answer_form": bound.get("answer_form", answer_form),
        "result_form": bound.get("result_form", _result_form(pk)),
        "refused": next(iter(bound.values()), None),
    }
    return render(request, "practices/adoption_detail.html", context)


def _result_form(pk: int, data: QueryDict | None = None) -> ResultForm:
    action = reverse("adoption_result", args=[pk])
    return ResultForm(data, action=action, today=timezone.localdate())


def _own_adoption(request: HttpRequest, pk: int) -> OwnAdoption:
    own = own_adoption(person_of(request), pk)
    if own is None:
        raise Http404
    return own
