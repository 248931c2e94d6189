"""What those who look after an area may see of practices that wait to be read."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision, WorkflowState

from portal.organisations.who_may import areas_looked_after
from portal.practices.models import PracticePage
from portal.users.models import User


def areas_named_in(revision: Revision) -> list[int]:
    """Numbers of the areas that a text names, read from it as it is kept: to build the whole page
    takes ten queries.
    """
    named: list[int] = revision.content.get("areas", [])
    return named


def may_see_waiting_picture(reader: Any, image_id: int) -> bool:
    """Whether a practice of the reader's areas that waits to be read has this picture."""
    return _has(reader, "pictures", "image", image_id)


def may_see_waiting_document(reader: Any, document_id: int) -> bool:
    """Whether a practice of the reader's areas that waits to be read has this file."""
    return _has(reader, "documents", "document", document_id)


def _has(reader: Any, rows: str, column: str, number: int) -> bool:
    own = areas_looked_after(reader) if isinstance(reader, User) else frozenset()
    return bool(own) and any(
        row[column] == number
        for revision in _waiting()
        if not own.isdisjoint(areas_named_in(revision))
        for row in revision.content.get(rows, [])
    )


def _waiting() -> Iterator[Revision]:
    """The latest text of each practice that moderators have now."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    pages = [int(number) for number in states.values_list("object_id", flat=True)]
    practices = PracticePage.objects.filter(pk__in=pages, latest_revision__isnull=False)
    for practice in practices.select_related("latest_revision"):
        yield practice.latest_revision
