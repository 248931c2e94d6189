"""Which pictures Easy Read versions show: to readers now, or in a draft."""

from collections.abc import Iterator

from django.db.models import Q
from wagtail.models import Revision

from portal.practices.models import EasyReadPage


def is_in_easy_read(image_id: int) -> bool:
    """Whether the published text or the latest draft of any Easy Read version has the picture."""
    # The number alone first, because a text must be built whole to know its pictures.
    has_number = {"content__body__icontains": str(image_id)}
    revisions = Revision.objects.filter(**has_number)
    named = Q(latest_revision__in=revisions) | Q(live_revision__in=revisions)
    pages = EasyReadPage.objects.filter(named | Q(live_revision=None))
    return any(image_id in _shown_or_drafted(page) for page in pages)


def pictures_ever_in(page: EasyReadPage) -> set[int]:
    """Numbers of the pictures that any of its revisions has."""
    return {number for text in _texts_of(page) for number in text.picture_ids}


def _shown_or_drafted(page: EasyReadPage) -> set[int]:
    drafted: set[int] = page.get_latest_revision_as_object().picture_ids
    return page.picture_ids | drafted


def _texts_of(page: EasyReadPage) -> Iterator[EasyReadPage]:
    yield page
    for revision in Revision.objects.for_instance(page):
        yield revision.as_object()
