"""Hears what became of a practice, and sends no mail of Wagtail's own about it.

Wagtail mails inside the request, past the ledger of all mails. A receiver under the identifier of
one of Wagtail's is connected first, because this app stands before the admin in INSTALLED_APPS, and
so Wagtail's own is not connected at all (docs/adr/0024).
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from portal.practices.models import (
    EasyReadPage,
    PracticeDocument,
    PracticePage,
    PracticePicture,
)
from portal.practices.notices.moderation import tell_authors_of_result, tell_readers
from portal.practices.partners.services import ask_partners
from portal.practices.selectors.easy_read import pictures_ever_in
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


@receiver(pre_delete, sender=EasyReadPage)
@receiver(page_published, sender=EasyReadPage)
def easy_read_changed(instance: EasyReadPage, **_others: Any) -> None:
    """Forget the pictures of earlier texts that no page shows any more."""
    numbers = pictures_ever_in(instance)

    def forget() -> None:
        for number in numbers:
            forget_picture(image_id=number)

    transaction.on_commit(forget)


@receiver(post_delete, sender=PracticeDocument)
def document_taken_off(instance: PracticeDocument, **_others: Any) -> None:
    """Forget a file that the last page has let go of."""
    number = instance.document_id
    transaction.on_commit(lambda: forget_document(document_id=number))


@receiver(
    workflow_approved,
    sender=WorkflowState,
    dispatch_uid="workflow_state_approved_email_notification",
)
@receiver(
    workflow_rejected,
    sender=WorkflowState,
    dispatch_uid="workflow_state_rejected_email_notification",
)
def reading_ended(instance: WorkflowState, user: Any, **_others: Any) -> None:
    """Moderators decided on a text."""
    tell_authors_of_result(instance, by=user, at=timezone.now())


@receiver(
    task_submitted,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
def reading_began(instance: TaskState, user: Any, **_others: Any) -> None:
    """A text waits for the next reading."""
    tell_readers(instance, by=user, at=timezone.now())


@receiver(
    workflow_submitted,
    sender=WorkflowState,
    dispatch_uid="workflow_state_submitted_email_notification",
)
def moderation_began(**_signal: Any) -> None:
    """The first reading begins with it, and those who read are told of that."""
