"""What moderators ask about a practice, each question beside the answer that it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string

from portal.practices.submission.forms import StepForm

Comments = Mapping[str, Sequence[str]]
"""Name of a fact -> what moderators wrote beside it."""

ATTACHED = ("pictures", "documents")
"""Facts that have a page of their own."""
_FIELD_OF_FACT = {
    "partners": "partner_names",
    "findings": "enablers",
    "sources": "source_name",
    "links": "original",
}
"""Facts that the pages ask for under other names; the first of their fields."""


class Asked:
    """A place in a form's layout for the moderators' questions about the answer below it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def render(self, _form: Any, _context: Any, **_options: Any) -> str:
        """The questions as a piece of the page."""
        template = "practices/submission/partials/comments.html"
        return render_to_string(template, {"comments": self._texts})


def show_beside(form: StepForm, comments: Comments) -> None:
    """Put each question above the field that it is about."""
    asked = asked_at_fields(type(form), comments)
    rows: list[Any] = []
    for row in form.helper.layout.fields:
        names = [row] if isinstance(row, str) else getattr(row, "fields", [])
        rows += [Asked(asked[name]) for name in names if name in asked]
        rows.append(row)
    form.helper.layout.fields = rows


def asked_at_fields(form: type[StepForm], comments: Comments) -> dict[str, list[str]]:
    """Field of a page -> what moderators ask about its answer."""
    fields: dict[str, list[str]] = {}
    for fact, texts in comments.items():
        field = _field_of(form, fact)
        if field in form.base_fields:
            fields.setdefault(field, []).extend(texts)
    return fields


def asked_about_attachments(comments: Comments) -> list[str]:
    """What moderators ask about pictures and files."""
    return [text for fact in ATTACHED for text in comments.get(fact, ())]


def asked_elsewhere(forms: Sequence[type[StepForm]], comments: Comments) -> list[str]:
    """What is asked about facts that no page asks for: it is shown with the list of pages."""
    known = {"claims", *ATTACHED}
    return [
        text
        for fact, texts in comments.items()
        if fact not in known and not any(_is_asked_by(form, fact) for form in forms)
        for text in texts
    ]


def _is_asked_by(form: type[StepForm], fact: str) -> bool:
    return _field_of(form, fact) in form.base_fields


def _field_of(form: type[StepForm], fact: str) -> str:
    first = form.picks.get(fact, (_FIELD_OF_FACT.get(fact, fact),))
    return first[0]
