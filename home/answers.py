"""The answer of a moderator to a reading: what may be written with it, and when it is too late."""

import json
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page, TaskState

from portal.common.plain_text import WordsField
from portal.common.refusals import LogsRefusals


class AnswerForm(LogsRefusals, TaskStateCommentForm):
    """The sentence that a moderator writes to the author."""

    comment = WordsField(
        label=gettext_lazy("Comment"), required=False, widget=forms.Textarea({"rows": 2})
    )


class TooLateError(Exception):
    """A reading had its answer, or was taken back, before this answer came in."""

    def __init__(self, state: TaskState, *, comment: str = "") -> None:
        super().__init__(state.status)
        self.state = state
        self.comment = comment


def refuse_answer_to_what_was_not_shown(request: HttpRequest, page: Page) -> None:
    """Let a button of an old page in the editor answer no reading that came after it.

    Wagtail's own view answers whichever reading is the current one. Nothing is saved before this.

    Raises:
        TooLateError: the page in the browser shows another reading than the one that waits.
    """
    shown = request.POST.get("reading", "")
    if "action-workflow-action" not in request.POST or not shown.isdecimal():
        return
    current = page.current_workflow_task_state
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk))
    if current and str(current.pk) != shown and (state := states.filter(pk=shown).first()):
        raise TooLateError(state, comment=_comment_in(request))


def _comment_in(request: HttpRequest) -> str:
    try:
        return str(json.loads(request.POST.get("workflow-action-extra-data", ""))["comment"])
    except (ValueError, TypeError, KeyError):
        return ""


class SayWhoWasFirst:
    """Tells a moderator who was too late what happened, and leads to what still waits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """To the first page of the admin, in the way in which Wagtail's own button expects it."""
        if not isinstance(error, TooLateError):
            return None
        messages.warning(request, _in_words(error))
        queue = reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            done = {"step": "success", "redirect": queue}
            answer: HttpResponse = render_modal_workflow(request, "", None, {}, json_data=done)
            return answer
        return redirect(queue)


def _in_words(error: TooLateError) -> str:
    practice = error.state.revision.as_object()
    sentences = [
        f"{practice.title}: {_what_happened(error.state)}",
        _("Your answer was not counted. If the practice is still listed below, read it again."),
    ]
    if error.comment:
        sentences.append(_("You wrote: “%s” Copy it if you still need it.") % error.comment)
    return " ".join(sentences)


def _what_happened(state: TaskState) -> str:
    who = state.finished_by and state.finished_by.get_full_name()
    if state.status == TaskState.STATUS_APPROVED:
        return _("%s approved this reading before you.") % (who or _("Somebody else"))
    if state.status == TaskState.STATUS_REJECTED:
        return _("%s requested changes before you.") % (who or _("Somebody else"))
    return _("it was taken back before your answer came in.")
