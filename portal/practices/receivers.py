"""Hears when a practice has been read to the end, is published, or lets go of a picture or file."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.signals import page_published, workflow_approved

from portal.practices.models import PracticeDocument, PracticePage, PracticePicture
from portal.practices.partners.services import ask_partners
from portal.practices.submission.attachments import forget_document, forget_picture
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


@receiver(post_delete, sender=PracticePicture)
def picture_taken_off(instance: PracticePicture, **_others: Any) -> None:
    """Forget a picture that the last page has let go of."""
    number = instance.image_id
    transaction.on_commit(lambda: forget_picture(image_id=number))


@receiver(post_delete, sender=PracticeDocument)
def document_taken_off(instance: PracticeDocument, **_others: Any) -> None:
    """Forget a file that the last page has let go of."""
    number = instance.document_id
    transaction.on_commit(lambda: forget_document(document_id=number))
