"""Hears from Wagtail when a practice has been read to the end, and when it is published."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.signals import page_published, workflow_approved

from portal.practices.models import PracticePage
from portal.practices.partners.services import ask_partners
from portal.practices.submission.services import note_reading


@receiver(workflow_approved)
def workflow_ended(instance: WorkflowState, **_others: Any) -> None:
    """Note that a practice is read; other pages have no submission."""
    page = instance.content_object
    if isinstance(page, Page):
        note_reading(practice_id=page.pk)


@receiver(page_published, sender=PracticePage)
def practice_published(instance: PracticePage, **_others: Any) -> None:
    """Ask those whom it names as partners, now that everybody can read it."""
    ask_partners(practice=instance, at=timezone.now())
