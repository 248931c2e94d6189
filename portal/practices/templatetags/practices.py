"""Hands a practice's page what it shows; a page model cannot ask the selectors that read it."""

from django import template
from django.template.context import Context

from portal.practices.models import PracticePage
from portal.practices.selectors.details import PracticeDetails, practice_details

register = template.Library()


@register.simple_tag(name="practice_details", takes_context=True)
def details_of_practice(context: Context, practice: PracticePage) -> PracticeDetails:
    """The details of `practice`; in the editor's preview those of the unsaved draft."""
    request = context.get("request")
    return practice_details(practice, is_draft=getattr(request, "is_preview", False))
