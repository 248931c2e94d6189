"""The page of pictures and files of a practice that is being told."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.practices.models import Submission
from portal.practices.picture_views import SIZES, picture_file
from portal.practices.submission.asked import asked_about_attachments
from portal.practices.submission.attachment_forms import DocumentForm, PictureForm
from portal.practices.submission.attachments import (
    TooManyAttachmentsError,
    add_document,
    add_picture,
    remove_document,
    remove_picture,
)
from portal.practices.submission.drafts import comments_on, draft_of
from portal.practices.submission.easy_read_pictures import pictures_at_hand
from portal.practices.submission.kept_text import (
    signed_in_or_kept,
    signed_in_or_kept_for,
    take_kept,
)
from portal.practices.submission.pages import in_review, own_submission
from portal.practices.submission.services import InReviewError
from portal.users.people import person_of

FORMS: dict[str, type[PictureForm | DocumentForm]] = {
    "picture": PictureForm,
    "document": DocumentForm,
}


@require_safe
@signed_in_or_kept
def submission_attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """Pictures and files with their words, and the forms for one more of each."""
    submission = own_submission(request, pk)
    for name, form_class in FORMS.items():
        action = reverse(f"submission_{name}", args=[pk])
        kept = take_kept(request, sent_to=action)
        if kept is not None:
            messages.info(request, _("We kept your words. Choose the file again and save."))
            return _page(request, submission, **{name: form_class(kept, {}, action=action)})
    return _page(request, submission)


@require_POST
@signed_in_or_kept_for("attachments")
def submission_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one picture."""
    submission = own_submission(request, pk)
    form = PictureForm(request.POST, request.FILES, action=request.path)
    if form.is_valid():
        told = form.cleaned_data
        try:
            add_picture(submission=submission, by=person_of(request), **told)
        except InReviewError:
            form.add_error(None, in_review())
        except TooManyAttachmentsError:
            form.add_error("picture", _("There are five pictures. Take one out first."))
        else:
            messages.success(request, _("The picture is kept."))
            return redirect("submission_attachments", pk=pk)
    return _refused(request, submission, "picture", form)


@require_POST
@signed_in_or_kept_for("attachments")
def submission_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one file."""
    submission = own_submission(request, pk)
    form = DocumentForm(request.POST, request.FILES, action=request.path)
    if form.is_valid():
        told = form.cleaned_data
        try:
            add_document(submission=submission, by=person_of(request), **told)
        except InReviewError:
            form.add_error(None, in_review())
        except TooManyAttachmentsError:
            form.add_error("document", _("There are five files. Take one out first."))
        else:
            messages.success(request, _("The file is kept."))
            return redirect("submission_attachments", pk=pk)
    return _refused(request, submission, "document", form)


@require_POST
@signed_in_or_kept_for("attachments")
def submission_picture_remove(request: HttpRequest, pk: int, image_id: int) -> HttpResponse:
    """Take one picture out."""
    submission = own_submission(request, pk)
    try:
        remove_picture(submission=submission, image_id=image_id, by=person_of(request))
    except InReviewError:
        messages.error(request, in_review())
    return redirect("submission_attachments", pk=pk)


@require_POST
@signed_in_or_kept_for("attachments")
def submission_document_remove(request: HttpRequest, pk: int, document_id: int) -> HttpResponse:
    """Take one file out."""
    submission = own_submission(request, pk)
    try:
        remove_document(submission=submission, document_id=document_id, by=person_of(request))
    except InReviewError:
        messages.error(request, in_review())
    return redirect("submission_attachments", pk=pk)


@require_safe
@signed_in_or_kept
def submission_picture_file(request: HttpRequest, pk: int, image_id: int) -> HttpResponseBase:
    """A picture of one's own draft or its Easy Read version, which nobody else sees yet."""
    for picture in pictures_at_hand(own_submission(request, pk)):
        if picture.image.pk == image_id:
            return picture_file(picture.image, SIZES["small"], is_public=False)
    raise Http404


@require_safe
@signed_in_or_kept
def submission_document_file(request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
    """A file of one's own draft, for everybody who writes it, whoever sent it."""
    draft = draft_of(own_submission(request, pk))
    for row in draft.page.documents.all():
        if row.document_id == document_id:
            answer = FileResponse(
                row.document.file.open("rb"), as_attachment=True, filename=row.document.filename
            )
            answer.headers["Cache-Control"] = "private, no-store"
            return answer
    raise Http404


def _page(request: HttpRequest, submission: Submission, **bound: forms.Form) -> HttpResponse:
    page = draft_of(submission).page
    context: dict[str, Any] = {
        "submission": submission,
        "pictures": list(page.pictures.all()),
        "documents": list(page.documents.all()),
        "comments": asked_about_attachments(comments_on(submission)),
        "picture": bound.get("picture")
        or PictureForm(action=reverse("submission_picture", args=[submission.pk])),
        "document": bound.get("document")
        or DocumentForm(action=reverse("submission_document", args=[submission.pk])),
        "refused": next(iter(bound.values()), None),
    }
    return render(request, "practices/submission/attachments.html", context)


def _refused(
    request: HttpRequest, submission: Submission, step: str, form: forms.Form
) -> HttpResponse:
    log_refusal(form)
    if step in form.fields and step not in form.errors:
        # A browser does not send a file again that was sent once.
        form.add_error(step, _("Choose the file again."))
    return _page(request, submission, **{step: form})
