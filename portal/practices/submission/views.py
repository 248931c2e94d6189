"""The public pages on which a provider tells the network about a practice."""

import uuid
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.practices.models import Submission
from portal.practices.submission.drafts import (
    Draft,
    comments_on,
    draft_of,
    organisations_of,
    review_of,
    submissions_of,
)
from portal.practices.submission.examples import example_for
from portal.practices.submission.figures import FigureForm
from portal.practices.submission.forms import BACK_LATER, StartForm, StepForm
from portal.practices.submission.kept_text import signed_in_or_kept, take_kept
from portal.practices.submission.services import (
    ChangedMeanwhileError,
    InReviewError,
    NotReadyError,
    TooManyFiguresError,
    add_figure,
    remove_figure,
    save_answers,
    send_submission,
    start_submission,
)
from portal.practices.submission.steps import BY_KEY, Step, step_after
from portal.practices.submission.tasks import summary_of, task_list
from portal.users.models import User

log = structlog.get_logger(__name__)


@require_safe
@signed_in_or_kept
def submission_list(request: HttpRequest) -> HttpResponse:
    """What the reader's organisations are telling, and the way to begin."""
    person = _person(request)
    context = {
        "submissions": submissions_of(person),
        "may_start": organisations_of(person).exists(),
    }
    return render(request, "practices/submission/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_start(request: HttpRequest) -> HttpResponse:
    """Ask what it is, and make the draft from that."""
    person = _person(request)
    organisations = organisations_of(person)
    if not organisations.exists():
        return render(request, "practices/submission/no_organisation.html")
    sent = request.POST if request.method == "POST" else take_kept(request)
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
            answers=form.answers(),
            at=timezone.now(),
        )
        return _next_page(request, submission, "title")
    _log_refusal(form, "title")
    context = {"form": form, "title": _("Tell others about a practice"), "refused": form}
    return render(request, "practices/submission/step.html", context)


@require_safe
@signed_in_or_kept
def submission_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """What is told, what is missing, and where it stands with the moderators."""
    submission = _own(request, pk)
    draft = draft_of(submission)
    comments = comments_on(submission)
    context = {
        "submission": submission,
        "page": draft.page,
        "review": review_of(submission),
        **task_list(draft, comments),
    }
    return render(request, "practices/submission/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_step(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One page of questions: keep what is told, and go on to what is missing."""
    submission = _own(request, pk)
    step = BY_KEY.get(key)
    if step is None:
        raise Http404
    draft = draft_of(submission)
    kept = take_kept(request)
    form = _form(step, draft, request.POST if request.method == "POST" else kept)
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, submission, step, form)
        if answer is not None:
            return answer
        form = _with_base(step, draft_of(submission), request.POST, form)
    elif kept is not None:
        form = _with_base(step, draft, kept, form)
        messages.info(request, _("We kept what you wrote. Read it and save it."))
    _log_refusal(form, key)
    return _step_page(request, draft_of(submission), step, form)


@require_POST
@signed_in_or_kept
def submission_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one figure."""
    submission = _own(request, pk)
    form = _figure_form(submission, request.POST)
    if form.is_valid():
        try:
            add_figure(submission=submission, figure=form.figure(), by=_person(request))
        except InReviewError:
            form.add_error(None, _in_review())
        except TooManyFiguresError:
            form.add_error(
                None, _("There are twenty figures. Take one out before you add another.")
            )
        else:
            messages.success(request, _("The figure is kept."))
            return redirect("submission_step", pk=pk, key="figures")
    _log_refusal(form, "figure")
    draft = draft_of(submission)
    step = BY_KEY["figures"]
    return _step_page(request, draft, step, _form(step, draft, None), figure_form=form)


@require_POST
@signed_in_or_kept
def submission_figure_remove(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Take one figure out."""
    submission = _own(request, pk)
    try:
        remove_figure(submission=submission, place=place, by=_person(request))
    except InReviewError:
        messages.error(request, _in_review())
    return redirect("submission_step", pk=pk, key="figures")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that is told, and hand it to the moderators."""
    submission = _own(request, pk)
    if request.method == "POST":
        try:
            send_submission(submission=submission, by=_person(request), at=timezone.now())
        except NotReadyError:
            messages.error(request, _("Something is still missing. The list says what."))
        except InReviewError:
            messages.error(request, _("It is published already."))
        else:
            messages.success(request, _("Thank you. The moderators have it."))
        return redirect("submission_tasks", pk=pk)
    draft = draft_of(submission)
    context = {
        "submission": submission,
        "page": draft.page,
        "review": review_of(submission),
        "sections": summary_of(draft),
        **task_list(draft, {}),
    }
    return render(request, "practices/submission/check.html", context)


def _saved(
    request: HttpRequest, submission: Submission, step: Step, form: StepForm
) -> HttpResponse | None:
    """Where to go when it is saved; None when it cannot be, with the reason on the form."""
    try:
        save_answers(
            submission=submission,
            answers=form.answers(),
            by=_person(request),
            base=form.cleaned_data["base"],
        )
    except InReviewError:
        form.add_error(None, _in_review())
        return None
    except ChangedMeanwhileError:
        form.add_error(
            None,
            _(
                "Somebody else changed this page while you wrote. Nothing of yours is lost: it is "
                "below. Open the page in another window to read theirs, then save to keep yours."
            ),
        )
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


def _step_page(
    request: HttpRequest,
    draft: Draft,
    step: Step,
    form: StepForm,
    figure_form: FigureForm | None = None,
) -> HttpResponse:
    submission = draft.submission
    fields = [name for name in form.fields if name != "base"]
    comments = comments_on(submission)
    context: dict[str, Any] = {
        "submission": submission,
        "form": form,
        "title": step.title,
        "example": example_for(step.key),
        "comments": [text for name in fields for text in comments.get(name, [])],
        "refused": figure_form or form,
    }
    if step.key == "figures":
        context["figures"] = list(draft.page.claims.all())
        context["figure_form"] = figure_form or _figure_form(submission)
        context["comments"] += comments.get("claims", [])
    return render(request, "practices/submission/step.html", context)


def _form(step: Step, draft: Draft, data: QueryDict | None) -> StepForm:
    initial = {"base": draft.revision_id}
    for name in step.form.base_fields:
        if name != "base":
            initial[name] = _initial(step, draft, name)
    return step.form(data, initial=initial, today=timezone.localdate())


def _initial(step: Step, draft: Draft, name: str) -> Any:
    for fact, fields in step.form.picks.items():
        if name in fields:
            return dict(enumerate(draft.value(fact))).get(fields.index(name))
    return draft.value(name)


def _with_base(step: Step, draft: Draft, data: QueryDict, refused: StepForm) -> StepForm:
    """The same text on top of the newest revision, so that saving it again is a choice."""
    again = data.copy()
    again["base"] = str(draft.revision_id)
    form = _form(step, draft, again)
    for error in refused.non_field_errors():
        form.add_error(None, error)
    return form


def _figure_form(submission: Submission, data: QueryDict | None = None) -> FigureForm:
    action = reverse("submission_figure", args=[submission.pk])
    return FigureForm(data, action=action, today=timezone.localdate())


def _own(request: HttpRequest, pk: int) -> Submission:
    """A submission of one of the person's organisations; 404 for anybody else's."""
    return get_object_or_404(submissions_of(_person(request)), pk=pk)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _in_review() -> str:
    return _(
        "The moderators are reading it, or it is published, so it cannot be changed here now. "
        "Copy your text if you want to keep it."
    )


def _log_refusal(form: Any, step: str) -> None:
    if form.is_bound and form.errors:
        log.info("submission.refused", step=step, fields=sorted(form.errors))
