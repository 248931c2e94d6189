"""The list of tasks and the summary of a practice that is being told, in words."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.partial_dates import in_words
from portal.practices.adoption_forms import PartialDateField
from portal.practices.submission.asked import (
    Comments,
    asked_about_attachments,
    asked_at_fields,
    asked_elsewhere,
)
from portal.practices.submission.drafts import Draft
from portal.practices.submission.steps import NEEDED, STEPS, Step, all_missing


def task_list(draft: Draft, comments: Comments) -> dict[str, Any]:
    """What the page of tasks shows: a row for each step, and how much is told.

    Returns:
        tasks: rows for the task list component; told, needed: numbers of needed answers;
        missing: names of those that are not told; is_ready: whether it can be sent;
        comments: what moderators ask about facts that are on none of the pages.
    """
    missing = [str(name) for name in all_missing(draft)]
    return {
        "tasks": [
            *(_task(step, draft, comments) for step in STEPS),
            _attachments(draft, comments),
        ],
        "comments": asked_elsewhere([step.form for step in STEPS], comments),
        "told": NEEDED - len(missing),
        "needed": NEEDED,
        "missing": missing,
        "is_ready": not missing,
    }


def summary_of(draft: Draft) -> Iterator[tuple[Step, list[tuple[str, str]]]]:
    """Each step with its questions and the answers in words; questions without one are left out."""
    for step in STEPS:
        rows = answers_in_words(step, draft)
        if step.key == "figures":
            rows += figures_in_words(draft)
        yield step, rows


def answers_in_words(step: Step, draft: Draft) -> list[tuple[str, str]]:
    """The questions of one page with the answers in words; questions without one are left out."""
    return [
        (str(step.form.base_fields[name].label), words)
        for name, value in step.form.told(draft).items()
        if (words := _in_words(value, step.form.base_fields[name]))
    ]


def figures_in_words(draft: Draft) -> list[tuple[str, str]]:
    """Each figure as a row of its own."""
    return [(_("Figure"), claim.in_words) for claim in draft.page.claims.all()]


def _task(step: Step, draft: Draft, comments: Comments) -> dict[str, str]:
    asked = sum(map(len, asked_at_fields(step.form, comments).values()))
    asked += len(comments.get("claims", ())) if step.key == "figures" else 0
    status, colour = _asked(asked) if asked else _status(step, draft)
    return {
        "title": str(step.title),
        "url": reverse("submission_step", args=[draft.submission.pk, step.key]),
        "hint": str(step.hint),
        "status": status,
        "colour": colour,
    }


def _attachments(draft: Draft, comments: Comments) -> dict[str, str]:
    number = len(draft.page.pictures.all()) + len(draft.page.documents.all())
    asked = len(asked_about_attachments(comments))
    done = (_("Done"), "") if number else (_("Optional"), "grey")
    status, colour = _asked(asked) if asked else done
    return {
        "title": _("Pictures and files"),
        "url": reverse("submission_attachments", args=[draft.submission.pk]),
        "hint": "",
        "status": status,
        "colour": colour,
    }


def _asked(number: int) -> tuple[str, str]:
    return ngettext("%(n)d comment", "%(n)d comments", number) % {"n": number}, "orange"


def _status(step: Step, draft: Draft) -> tuple[str, str]:
    missing = step.missing(draft)
    if not missing and (step.needed or step.is_begun(draft)):
        return _("Done"), ""
    if step.is_optional:
        return _("Optional"), "grey"
    return (_("Begun"), "light-blue") if step.is_begun(draft) else (_("Not begun"), "blue")


def _in_words(value: Any, field: forms.Field) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(field, PartialDateField):
        return in_words(value) if value else ""
    # The choices of things stand in the database, and a thing has a name of its own.
    is_coded = bool(value) and not isinstance(value, models.Model)
    choices = dict(getattr(field, "choices", ())) if is_coded else {}
    return str(choices.get(value, value) or "")
