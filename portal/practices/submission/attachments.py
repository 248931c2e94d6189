"""Puts pictures and files into the draft of a practice, and takes them out again."""

from typing import Any

from django.core.files import File
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from portal.practices.models import PracticeDocument, PracticePicture, Submission
from portal.practices.selectors.easy_read import is_in_easy_read
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import SubmissionError, open_submission
from portal.users.models import User

MOST = 5
"""Pictures of one practice, and as many files."""
COLLECTION = "Files that providers sent"
"""Collection whose documents are served only where a public practice, or their sender, has them."""


class TooManyAttachmentsError(SubmissionError):
    """It has as many as a practice may have."""


@transaction.atomic
def add_picture(
    *,
    submission: Submission,
    picture: "File[Any]",
    alt_text: str,
    caption: str,
    consent: str,
    by: User,
) -> None:
    """Put a picture below the others; the very same file twice is one.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
        TooManyAttachmentsError: take one out first.
    """
    page = draft_of(open_submission(submission, by)).page
    pictures = list(page.pictures.all())
    digest = hash_filelike(picture)
    if any(other.image.file_hash == digest for other in pictures):
        return
    if len(pictures) >= MOST:
        raise TooManyAttachmentsError
    image = store_picture(picture=picture, alt_text=alt_text, by=by)
    added = PracticePicture(image=image, alt_text=alt_text, caption=caption, consent=consent)
    page.pictures = [*pictures, added]
    page.save_revision(user=by)


@transaction.atomic
def add_document(
    *, submission: Submission, document: "File[Any]", title: str, text_version: str, by: User
) -> None:
    """Put a file below the others; the very same file twice is one.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
        TooManyAttachmentsError: take one out first.
    """
    page = draft_of(open_submission(submission, by)).page
    documents = list(page.documents.all())
    digest = hash_filelike(document)
    if any(other.document.file_hash == digest for other in documents):
        return
    if len(documents) >= MOST:
        raise TooManyAttachmentsError
    stored = Document.objects.create(
        title=title,
        file=document,
        file_hash=digest,
        uploaded_by_user=by,
        collection=_collection(),
    )
    added = PracticeDocument(document=stored, title=title, text_version=text_version)
    page.documents = [*documents, added]
    page.save_revision(user=by)


@transaction.atomic
def remove_picture(*, submission: Submission, image_id: int, by: User) -> None:
    """Take a picture out of the draft; nothing happens where it is out already.

    Its file goes with it, unless readers see it now: then it goes when the change is published.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
    """
    page = draft_of(open_submission(submission, by)).page
    pictures = list(page.pictures.all())
    kept = [other for other in pictures if other.image_id != image_id]
    if len(kept) < len(pictures):
        page.pictures = kept
        page.save_revision(user=by)
        forget_picture(image_id=image_id)


@transaction.atomic
def remove_document(*, submission: Submission, document_id: int, by: User) -> None:
    """Take a file out of the draft; nothing happens where it is out already.

    It is deleted, unless readers see it now: then it goes when the change is published.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
    """
    page = draft_of(open_submission(submission, by)).page
    documents = list(page.documents.all())
    kept = [other for other in documents if other.document_id != document_id]
    if len(kept) < len(documents):
        page.documents = kept
        page.save_revision(user=by)
        forget_document(document_id=document_id)


def store_picture(*, picture: "File[Any]", alt_text: str, by: User) -> Image:
    """Keep a picture that a provider sent, for the page that will show it."""
    return Image.objects.create(
        title=alt_text[:255],
        description=alt_text,
        file=picture,
        file_hash=hash_filelike(picture),
        uploaded_by_user=by,
        collection=_collection(),
    )


def forget_picture(*, image_id: int) -> None:
    """Delete a picture that a provider sent, once no page shows it any more."""
    sent = Image.objects.filter(pk=image_id, collection__name=COLLECTION)
    in_practice = PracticePicture.objects.filter(image=image_id).exists()
    if in_practice or is_in_easy_read(image_id):
        return
    for image in sent:
        image.delete()


def forget_document(*, document_id: int) -> None:
    """Delete a file that a provider sent, once no page shows it any more."""
    sent = Document.objects.filter(pk=document_id, collection__name=COLLECTION)
    if not PracticeDocument.objects.filter(document=document_id).exists():
        for document in sent:
            document.delete()


def _collection() -> Collection:
    known = Collection.objects.filter(name=COLLECTION).first()
    return known or Collection.get_first_root_node().add_child(name=COLLECTION)
