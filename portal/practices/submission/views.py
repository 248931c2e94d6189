"""The public pages on which a provider tells the network about a practice."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.organisations.who_may import may_publish_first
from portal.practices.models import Commitment, Submission
from portal.practices.selectors.own_practices import own_practices
from portal.practices.submission.drafts import (
    comments_on,
    draft_of,
    organisations_of,
    review_of,
    submissions_of,
)
from portal.practices.submission.examples import example_for
from portal.practices.submission.figures import FigureForm
from portal.practices.submission.forms import BACK_LATER, StartForm, StepForm
from portal.practices.submission.kept_text import (
    signed_in_or_kept,
    signed_in_or_kept_for,
    take_kept,
)
from portal.practices.submission.origin import adapted_practice, origin_begun
from portal.practices.submission.pages import (
    CHANGED,
    evidence_so_far,
    figure_form_for,
    form_for,
    in_review,
    on_top_of,
    own_submission,
    step_page,
)
from portal.practices.submission.services import (
    ChangedMeanwhileError,
    CircleError,
    InReviewError,
    NothingNewError,
    NotReadyError,
    TooManyFiguresError,
    add_figure,
    may_send,
    remove_figure,
    save_answers,
    send_submission,
    start_submission,
)
from portal.practices.submission.steps import BY_KEY, Step, step_after
from portal.practices.submission.taking_back import may_delete, may_withdraw
from portal.practices.submission.tasks import summary_of, task_list
from portal.users.people import person_of

_LONGEST_BASE = 18
"""Digits that every database holds as a key."""


@require_safe
@signed_in_or_kept
def submission_list(request: HttpRequest) -> HttpResponse:
    """What the reader's organisations are telling, and the way to begin."""
    person = person_of(request)
    context = {
        "submissions": submissions_of(person),
        "published": own_practices(person, on=timezone.localdate()),
        "promises": Commitment.objects.open_first().filter(
            organisation__in=organisations_of(person), year_on=""
        ),
        "may_start": organisations_of(person).exists(),
    }
    return render(request, "practices/submission/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_start(request: HttpRequest) -> HttpResponse:
    """Ask what it is, and make the draft from that."""
    person = person_of(request)
    organisations = organisations_of(person)
    if not organisations.exists():
        return render(request, "practices/submission/no_organisation.html")
    sent = request.POST if request.method == "POST" else take_kept(request)
    original = adapted_practice(request)
    form = StartForm(
        sent,
        initial={"form_token": uuid.uuid4()},
        today=timezone.localdate(),
        organisations=organisations,
    )
    if request.method == "POST" and form.is_valid():
        submission = start_submission(
            organisation=form.cleaned_data["organisation"],
            by=person,
            form_token=form.cleaned_data["form_token"] or uuid.uuid4(),
            answers={**form.answers(), "origin": origin_begun(original)},
            at=timezone.now(),
        )
        return _next_page(request, submission, "title")
    log_refusal(form)
    if original is None and "from" in request.GET:
        messages.info(
            request,
            _("The practice that you came from is no longer published. You can still tell yours."),
        )
    context = {
        "form": form,
        "title": _("Tell others about a practice"),
        "refused": form,
        "example": example_for("title"),
        "original": original,
    }
    return render(request, "practices/submission/step.html", context)


@require_safe
@signed_in_or_kept
def submission_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """What is told, what is missing, and where it stands with the moderators."""
    submission = own_submission(request, pk)
    draft = draft_of(submission)
    comments = comments_on(submission)
    context = {
        "submission": submission,
        "page": draft.page,
        **_where_it_stands(submission),
        **task_list(draft, comments),
    }
    return render(request, "practices/submission/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_step(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One page of questions: keep what is told, and go on to what is missing."""
    submission = own_submission(request, pk)
    step = BY_KEY.get(key)
    if step is None:
        raise Http404
    draft = draft_of(submission)
    kept, kept_figure = take_kept(request), _kept_figure(request, submission, key)
    form = form_for(step, draft, request.POST if request.method == "POST" else kept)
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, submission, step, form)
        if answer is not None:
            return answer
        form = on_top_of(step, draft_of(submission), request.POST, form)
    if kept is not None or kept_figure is not None:
        messages.info(request, _("We kept what you wrote. Read it and save it."))
    log_refusal(form)
    return step_page(request, draft_of(submission), step, form, figure_form=kept_figure)


@require_POST
@signed_in_or_kept_for("figures")
def submission_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one figure."""
    submission = own_submission(request, pk)
    form = figure_form_for(submission, request.POST)
    if form.is_valid():
        try:
            add_figure(submission=submission, figure=form.figure(), by=person_of(request))
        except InReviewError:
            form.add_error(None, in_review())
        except TooManyFiguresError:
            form.add_error(
                None, _("There are twenty figures. Take one out before you add another.")
            )
        else:
            messages.success(request, _("The figure is kept."))
            return redirect("submission_step", pk=pk, key="figures")
    log_refusal(form)
    draft = draft_of(submission)
    step = BY_KEY["figures"]
    return step_page(request, draft, step, form_for(step, draft, None), figure_form=form)


@require_POST
@signed_in_or_kept_for("figures")
def submission_figure_remove(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Take one figure out."""
    submission = own_submission(request, pk)
    try:
        remove_figure(
            submission=submission, place=place, by=person_of(request), base=_base_of(request)
        )
    except InReviewError:
        messages.error(request, in_review())
    except ChangedMeanwhileError:
        messages.error(
            request,
            _("The figures have changed since you saw them. These are the ones that are kept now."),
        )
    return redirect("submission_step", pk=pk, key="figures")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that is told, and hand it to the moderators."""
    submission = own_submission(request, pk)
    if request.method == "POST":
        try:
            send_submission(submission=submission, by=person_of(request), at=timezone.now())
        except NotReadyError:
            messages.error(request, _("Something is still missing. The list says what."))
        except NothingNewError:
            messages.error(request, _("Nothing has changed since it was published."))
        else:
            messages.success(request, _thanks(submission))
        return redirect("submission_tasks", pk=pk)
    draft = draft_of(submission)
    context = {
        "submission": submission,
        "page": evidence_so_far(draft),
        **_where_it_stands(submission),
        "sections": summary_of(draft),
        **task_list(draft, {}),
    }
    return render(request, "practices/submission/check.html", context)


def _where_it_stands(submission: Submission) -> dict[str, object]:
    review = review_of(submission)
    return {
        "review": review,
        "may_send": may_send(submission, review),
        "may_delete": may_delete(submission, review),
        "may_withdraw": may_withdraw(submission, review),
        "publishes_first": may_publish_first(submission.organisation),
    }


def _thanks(submission: Submission) -> str:
    if may_publish_first(submission.organisation):
        return _("Thank you. It is published. The moderators read it now.")
    return _("Thank you. The moderators have it.")


def _kept_figure(request: HttpRequest, submission: Submission, key: str) -> FigureForm | None:
    """The figure that was sent from this page while nobody was signed in."""
    if key != "figures":
        return None
    kept = take_kept(request, sent_to=reverse("submission_figure", args=[submission.pk]))
    return None if kept is None else figure_form_for(submission, kept)


def _base_of(request: HttpRequest) -> int | None:
    """The revision that the figures were seen in; None where the form does not say."""
    text = request.POST.get("base", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_BASE else None


def _saved(
    request: HttpRequest, submission: Submission, step: Step, form: StepForm
) -> HttpResponse | None:
    """Where to go when it is saved; None when it cannot be, with the reason on the form."""
    try:
        save_answers(
            submission=submission,
            answers=form.answers(),
            by=person_of(request),
            base=form.cleaned_data["base"],
        )
    except InReviewError:
        form.add_error(None, in_review())
        return None
    except CircleError:
        form.add_error(
            "original", _("That practice was itself adapted from this one. Choose another.")
        )
        return None
    except ChangedMeanwhileError:
        message = _(
            "Somebody else changed this page while you wrote. Nothing is lost: read what they "
            "saved, take over what you need, then save to keep what stands in the form."
        )
        form.add_error(None, ValidationError(message, code=CHANGED))
        return None
    return _next_page(request, submission, step.key)


def _next_page(request: HttpRequest, submission: Submission, key: str) -> HttpResponse:
    following = step_after(key, draft_of(submission))
    if BACK_LATER in request.POST:
        messages.success(request, _("It is kept. Come back when you have time."))
        return redirect("submission_tasks", pk=submission.pk)
    if following is None:
        return redirect("submission_send", pk=submission.pk)
    return redirect("submission_step", pk=submission.pk, key=following.key)
