"""What the views of telling a practice share: whose it is, its forms, and a page of questions."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.practices.models import PracticePage, Submission
from portal.practices.submission.asked import show_beside
from portal.practices.submission.drafts import Draft, comments_on, submissions_of
from portal.practices.submission.examples import example_for
from portal.practices.submission.figures import FigureForm
from portal.practices.submission.forms import StepForm
from portal.practices.submission.not_yours import NotYoursError
from portal.practices.submission.steps import Step
from portal.practices.submission.tasks import answers_in_words
from portal.users.people import person_of

CHANGED = "changed"
"""Code of the error that somebody else has saved other answers to the same questions."""


def step_page(
    request: HttpRequest,
    draft: Draft,
    step: Step,
    form: StepForm,
    figure_form: FigureForm | None = None,
) -> HttpResponse:
    """One page of questions with an example, what moderators asked, and figures where they are."""
    submission = draft.submission
    comments = comments_on(submission)
    show_beside(form, comments)
    context: dict[str, Any] = {
        "submission": submission,
        "form": form,
        "title": step.title,
        "example": example_for(step.key),
        "refused": figure_form or form,
    }
    if form.has_error(NON_FIELD_ERRORS, code=CHANGED):
        context["saved_answers"] = answers_in_words(step, draft)
    if step.key == "figures":
        context["figures"] = list(draft.page.claims.all())
        context["figure_form"] = figure_form or figure_form_for(submission)
        context["comments"] = comments.get("claims", [])
        context["evidence"] = evidence_so_far(draft)
    return render(request, "practices/submission/step.html", context)


def evidence_so_far(draft: Draft) -> PracticePage:
    """The draft's page with the evidence level that its facts would have once it is published."""
    draft.page.take_evidence(draft.page.assess_evidence())
    return draft.page


def form_for(step: Step, draft: Draft, data: QueryDict | None) -> StepForm:
    """The form of a step, filled in from the draft, or from `data` where there is any."""
    initial = {"base": draft.revision_id, **step.form.told(draft)}
    return step.form(data, initial=initial, today=timezone.localdate())


def on_top_of(step: Step, draft: Draft, data: QueryDict, refused: StepForm) -> StepForm:
    """The same text on top of the newest revision, so that saving it again is a choice."""
    again = data.copy()
    again["base"] = str(draft.revision_id)
    form = form_for(step, draft, again)
    for name, errors in refused.errors.as_data().items():
        for error in errors:
            form.add_error(None if name == NON_FIELD_ERRORS else name, error)
    return form


def figure_form_for(submission: Submission, data: QueryDict | None = None) -> FigureForm:
    """The form for one more figure."""
    action = reverse("submission_figure", args=[submission.pk])
    return FigureForm(data, action=action, today=timezone.localdate())


def own_submission(request: HttpRequest, pk: int) -> Submission:
    """A submission of one of the person's organisations.

    Raises:
        NotYoursError: it is anybody else's, or there is none.
    """
    submission = submissions_of(person_of(request)).filter(pk=pk).first()
    if submission is None:
        raise NotYoursError
    return submission


def in_review() -> str:
    """Why something cannot be changed now."""
    return _(
        "The moderators are reading it or working on it, so it cannot be changed here now. "
        "Copy your text if you want to keep it."
    )
