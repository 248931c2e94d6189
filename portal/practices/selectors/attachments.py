"""The pictures and files of a practice, read in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from portal.practices.models import PracticeDocument, PracticePage, PracticePicture


@dataclass(frozen=True, kw_only=True)
class Attachments:
    """What stands beside the words."""

    pictures: list[PracticePicture]
    documents: list[PracticeDocument]


def attachments_of(practice: PracticePage) -> Attachments:
    """Those of a saved practice or of a draft in memory: two queries, and one for each kind."""
    pictures, documents = list(practice.pictures.all()), list(practice.documents.all())
    prefetch_related_objects(pictures, "image")
    prefetch_related_objects(documents, "document")
    return Attachments(pictures=pictures, documents=documents)
