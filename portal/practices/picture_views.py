"""Shows the pictures of practices to those who may read the practice, and to nobody else."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images.models import Image

from portal.practices.facilitating import may_see_waiting_picture
from portal.practices.models import EasyReadPage, PracticePage, PracticePicture
from portal.practices.models.easy_read import PICTURE_SIZE
from portal.users.roles import is_moderator

SIZES = {"small": "max-480x480", "large": "max-1600x1600"}
"""Name in the address -> Wagtail's rule for making a picture smaller."""
KEPT = 3_600
"""Seconds that a browser or proxy may keep what everybody may see."""


@require_safe
def practice_picture(request: HttpRequest, image_id: int, size: str) -> HttpResponseBase:
    """A picture of a practice that everybody may read; those who read drafts for the
    network see theirs too.
    """
    if size not in SIZES:
        raise Http404
    visible = PracticePage.objects.visible_to_all()
    is_public = PracticePicture.objects.filter(image=image_id, practice__in=visible).exists()
    if not is_public and not _reads_for_the_network(request.user, image_id):
        raise Http404
    return picture_file(get_object_or_404(Image, pk=image_id), SIZES[size], is_public=is_public)


@require_safe
def easy_read_picture(request: HttpRequest, practice_id: int, image_id: int) -> HttpResponseBase:
    """A picture of the Easy Read version that readers see; whoever may edit it sees drafts too."""
    practice = get_object_or_404(PracticePage, pk=practice_id)
    visible = PracticePage.objects.visible_to_all().filter(pk=practice_id)
    page = EasyReadPage.objects.filter(practice__in=visible).first()
    is_public = page is not None and page.is_shown and image_id in page.picture_ids
    if not is_public and not practice.permissions_for_user(request.user).can_edit():
        raise Http404
    return picture_file(get_object_or_404(Image, pk=image_id), PICTURE_SIZE, is_public=is_public)


def picture_file(image: Image, rule: str, *, is_public: bool) -> HttpResponseBase:
    """The picture made smaller by a rule; `is_public` says whether others may keep it."""
    rendition = image.get_rendition(rule)
    # A picture that was made smaller just now is still open for writing.
    rendition.file.close()
    content = rendition.file.storage.open(rendition.file.name)
    answer = FileResponse(content, filename=rendition.file.name)
    kept = f"public, max-age={KEPT}" if is_public else "private, no-store"
    answer.headers["Cache-Control"] = kept
    return answer


def _reads_for_the_network(reader: Any, image_id: int) -> bool:
    return is_moderator(reader) or may_see_waiting_picture(reader, image_id)
