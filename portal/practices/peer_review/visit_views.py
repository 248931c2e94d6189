"""The page that the two sides of a peer review share, and what each can do there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.practices.models import ReviewFinding
from portal.practices.peer_review.forms import (
    AnswerInvitationForm,
    FindingForm,
    LessonForm,
    UpdateForm,
    VisitForm,
)
from portal.practices.peer_review.lesson_practices import (
    add_to_practice,
    practices_to_update,
    start_practice,
)
from portal.practices.peer_review.selectors import OwnReview, own_review
from portal.practices.peer_review.services import (
    WrongStepError,
    add_finding,
    agree_to_lesson,
    answer_invitation,
    set_visit,
    write_lesson,
)
from portal.practices.submission.services import InReviewError
from portal.users.people import person_of

FORMS: dict[str, Callable[..., forms.Form]] = {
    "answer": AnswerInvitationForm,
    "visit": VisitForm,
    "finding": FindingForm,
    "lesson": LessonForm,
}
"""Step -> its form; the address of each is `review_<step>`."""


@login_required
@require_safe
def review_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One review, for its two sides alone."""
    return _detail(request, _own(request, pk))


@login_required
@require_POST
def review_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline as the reviewer; 404 for anybody else."""
    own = _own(request, pk)
    if not own.is_reviewer:
        raise Http404
    return _step(
        request,
        own,
        "answer",
        lambda data: answer_invitation(
            review=own.review,
            by=person_of(request),
            is_accepted=data["answer"] == AnswerInvitationForm.ACCEPT,
            at=timezone.now(),
        ),
    )


@login_required
@require_POST
def review_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the days of the visit."""
    own = _own(request, pk)
    return _step(
        request,
        own,
        "visit",
        lambda data: set_visit(
            review=own.review,
            by=person_of(request),
            first=data["first"],
            last=data["last"] or data["first"],
            at=timezone.now(),
        ),
    )


@login_required
@require_POST
def review_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to the other side alone."""
    own = _own(request, pk)
    return _step(
        request,
        own,
        "finding",
        lambda data: add_finding(
            review=own.review, by=person_of(request), text=data["finding"], at=timezone.now()
        ),
    )


@login_required
@require_POST
def review_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose what everybody may learn."""
    own = _own(request, pk)
    return _step(
        request,
        own,
        "lesson",
        lambda data: write_lesson(
            review=own.review, by=person_of(request), text=data["lesson"], at=timezone.now()
        ),
    )


@login_required
@require_POST
def review_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the lesson of the other side."""
    own = _own(request, pk)
    text = request.POST.get("lesson", "")
    agree = partial(
        agree_to_lesson, review=own.review, by=person_of(request), text=text, at=timezone.now()
    )
    return _try(request, own, agree, _("The lesson is public. Thank you both."))


@login_required
@require_POST
def review_practice(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft of a practice from the public lesson, and go where it is written."""
    own = _own(request, pk)
    try:
        submission = start_practice(review=own.review, by=person_of(request), at=timezone.now())
    except WrongStepError:
        return _too_late(request, own)
    messages.success(request, _("A draft is begun. Tell the rest, and send it when it is right."))
    return redirect("submission_tasks", pk=submission.pk)


@login_required
@require_POST
def review_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the public lesson into a practice of one's own, and go where it is written."""
    own = _own(request, pk)
    form = _update_form(own, request.POST)
    if not form.is_valid():
        log_refusal(form, review=pk)
        return _detail(request, own, update_form=form, refused=form)
    practice = form.cleaned_data["practice"]
    try:
        submission = add_to_practice(
            review=own.review, practice=practice, by=person_of(request), at=timezone.now()
        )
    except WrongStepError:
        return _too_late(request, own)
    except InReviewError:
        messages.error(
            request, _("The moderators are reading that practice. Try again when they answered.")
        )
        return redirect("review_detail", pk=pk)
    messages.success(request, _("The lesson stands in the draft. Read it, then send it."))
    return redirect("submission_tasks", pk=submission.pk)


def _step(
    request: HttpRequest, own: OwnReview, name: str, take: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    form = _form(own, name, request.POST)
    if not form.is_valid():
        log_refusal(form, review=own.review.pk)
        return _detail(request, own, **{f"{name}_form": form, "refused": form})
    return _try(request, own, partial(take, form.cleaned_data), _("It is saved."))


def _try(
    request: HttpRequest, own: OwnReview, take: Callable[[], object], done: str
) -> HttpResponse:
    try:
        take()
    except WrongStepError:
        return _too_late(request, own)
    messages.success(request, done)
    return redirect("review_detail", pk=own.review.pk)


def _too_late(request: HttpRequest, own: OwnReview) -> HttpResponse:
    messages.error(request, _("Nothing was changed: the review has moved on. Read it again."))
    return redirect("review_detail", pk=own.review.pk)


def _detail(request: HttpRequest, own: OwnReview, **changed: forms.Form) -> HttpResponse:
    findings = ReviewFinding.objects.filter(review=own.review).select_related("organisation")
    context = {
        "own": own,
        "review": own.review,
        "asked": own.review.request,
        "findings": findings.order_by("added_at", "pk"),
        **{f"{name}_form": _form(own, name) for name in FORMS},
        "update_form": _update_form(own) if practices_to_update(own).exists() else None,
        **changed,
    }
    return render(request, "practices/review_detail.html", context)


def _form(own: OwnReview, name: str, data: Any = None) -> forms.Form:
    review = own.review
    initial = {"first": review.visit_from, "last": review.visit_to, "lesson": review.lesson}
    action = reverse(f"review_{name}", args=[review.pk])
    return FORMS[name](data, action=action, initial=initial)


def _update_form(own: OwnReview, data: Any = None) -> UpdateForm:
    action = reverse("review_update", args=[own.review.pk])
    return UpdateForm(data, action=action, practices=practices_to_update(own))


def _own(request: HttpRequest, pk: int) -> OwnReview:
    own = own_review(person_of(request), pk)
    if own is None:
        raise Http404
    return own
