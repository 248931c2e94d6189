"""Hears from Wagtail's moderation when a practice has been read to the end."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, WorkflowState
from wagtail.signals import workflow_approved

from portal.practices.submission.services import note_reading


@receiver(workflow_approved)
def workflow_ended(instance: WorkflowState, **_others: Any) -> None:
    """Note that a practice is read; other pages have no submission."""
    page = instance.content_object
    if isinstance(page, Page):
        note_reading(practice_id=page.pk)
