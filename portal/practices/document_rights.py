"""Who may open a file that a provider sent with a practice: nobody else before it is published."""

from django.http import Http404, HttpRequest
from wagtail.documents.models import Document

from portal.practices.facilitating import may_see_waiting_document
from portal.practices.models import PracticeDocument, PracticePage
from portal.practices.submission.attachments import COLLECTION
from portal.users.roles import is_moderator


def keep_drafts_private(document: Document, request: HttpRequest) -> None:
    """Wagtail's hook before a document is served; says nothing where it may be.

    Raises:
        Http404: the file came with a practice that not everybody may read, and the reader is
            neither its sender nor somebody who reads it for the network.
    """
    if document.collection.name != COLLECTION:
        return
    visible = PracticePage.objects.visible_to_all()
    if PracticeDocument.objects.filter(document=document, practice__in=visible).exists():
        return
    is_sender = request.user.is_authenticated and document.uploaded_by_user_id == request.user.pk
    if is_sender or is_moderator(request.user):
        return
    if not may_see_waiting_document(request.user, document.pk):
        raise Http404
