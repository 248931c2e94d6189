"""Leaves a line in the log where somebody sent a form that was refused."""

from collections.abc import Callable, Iterator
from typing import Any

import structlog
from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

log = structlog.get_logger(__name__)


def log_refusal(form: forms.BaseForm, **about: object) -> None:
    """Name a sent form and the fields that were wrong, and nothing of what was typed.

    Keywords say what it was about, such as the number of a practice; nothing is written where the
    form was only shown, or taken.
    """
    if form.is_bound and (fields := sorted(_refused_fields(form))):
        log.info("form.refused", form=type(form).__name__, fields=fields, **about)


class LogsRefusals(forms.Form):
    """Writes its line by itself, once for each time that it is sent."""

    def full_clean(self) -> None:
        """Check the form as ever; Django does this once for each form that was sent."""
        super().full_clean()
        log_refusal(self)


class LogRefusedForms:
    """Writes the line for forms of other packages, those of the two admins before all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(
        self, _request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Log what is shown again with its errors."""
        for form in _forms_in(response.context_data or {}):
            if not isinstance(form, LogsRefusals):
                log_refusal(form)
        return response


def _forms_in(context: dict[str, Any]) -> Iterator[forms.BaseForm]:
    """The forms, where the views of Wagtail, Django's admin and Wagtail's account page put them."""
    if isinstance(context.get("form"), forms.BaseForm):
        yield context["form"]
    if "adminform" in context:
        yield context["adminform"].form
    for panels in context.get("panels_by_tab", {}).values():
        yield from (panel.get_form() for panel in panels)


def _refused_fields(form: forms.BaseForm) -> Iterator[str]:
    """Names as they stand in the page, such as “claims-0-value” in the first of several figures."""
    yield from map(form.add_prefix, form.errors)
    # Forms of Wagtail's pages hold the forms of what belongs to the page.
    for formset in getattr(form, "formsets", {}).values():
        if formset.non_form_errors():
            yield formset.prefix
        for child in formset.forms:
            yield from _refused_fields(child)
