"""Makes the vectors of practices whose text has changed, and removes those of hidden ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import Exists, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from portal.practices.models import PracticePage
from search.documents.passages import passages, passages_sha256
from search.documents.practice import practice_documents
from search.embeddings.port import Embedder
from search.models import Embedding, OutboxEntry
from search.models.outbox import Entity
from search.services.queue_changes import queue_changes

BATCH = 32
"""Practices whose vectors are made and saved together: what a killed process loses at most."""


@dataclass(frozen=True, kw_only=True)
class EmbeddingReport:
    """What one run did; `left` says that there was more to do than its limit."""

    made: int = 0
    unchanged: int = 0
    removed: int = 0
    left: bool = False


def make_embeddings(*, at: datetime, embedder: Embedder, limit: int = BATCH) -> EmbeddingReport:
    """Bring the vectors of up to `limit` practices up to date, and queue them for the index.

    The outbox counts every change of a practice, so only those changed since they were last
    compared are read, and only those whose text differs are encoded. Vectors of practices that
    are not public go at once; those of other models when every practice has one of this model.

    Raises:
        EmbedderError: the model failed; what was saved before stays.
    """
    removed = _remove_hidden()
    waiting = _waiting(embedder.model, limit + 1)
    todo = dict(list(waiting.items())[:limit])
    made = _make(todo, embedder, at)
    if len(waiting) <= limit:
        removed += _remove_of_other_models(embedder.model)
    return EmbeddingReport(
        made=made, unchanged=len(todo) - made, removed=removed, left=len(waiting) > limit
    )


def embedded_share(model: str) -> tuple[int, int]:
    """How many public practices have vectors of the model, and how many there are."""
    public = PracticePage.objects.offered()
    have = Embedding.objects.filter(entity=Entity.PRACTICE, model=model)
    return public.filter(pk__in=have.values("object_id")).count(), public.count()


def _waiting(model: str, limit: int) -> Mapping[int, int]:
    # Page id -> change counter, for public pages not compared since their last change.
    entries = OutboxEntry.objects.filter(entity=Entity.PRACTICE, object_id=OuterRef("pk"))
    version = Coalesce(Subquery(entries.values("version")[:1]), Value(0, IntegerField()))
    compared = Embedding.objects.filter(
        entity=Entity.PRACTICE,
        model=model,
        object_id=OuterRef("pk"),
        checked_version=OuterRef("change"),
    )
    pages = PracticePage.objects.offered().annotate(change=version)
    rows = pages.exclude(Exists(compared)).order_by("pk").values_list("pk", "change")
    return dict(rows[:limit])


def _make(versions: Mapping[int, int], embedder: Embedder, at: datetime) -> int:
    texts = {
        page_id: passages(document) for page_id, document in practice_documents(versions).items()
    }
    digests = {page_id: passages_sha256(some) for page_id, some in texts.items()}
    known = _digests(embedder.model, texts)
    changed = [page_id for page_id in texts if known.get(page_id) != digests[page_id]]
    matrices = _encoded([texts[page_id] for page_id in changed], embedder)
    rows = [
        Embedding(
            entity=Entity.PRACTICE,
            object_id=page_id,
            model=embedder.model,
            sha256=digests[page_id],
            # Queueing it below counts as a change, and one that the text has no part in.
            checked_version=versions[page_id] + 1,
            dimensions=embedder.dimensions,
            rows=rows,
            made_at=at,
        )
        for page_id, rows in zip(changed, matrices, strict=True)
    ]
    _save(rows, at)
    for page_id in texts.keys() - set(changed):
        same = Embedding.objects.filter(
            entity=Entity.PRACTICE, object_id=page_id, model=embedder.model
        )
        same.update(checked_version=versions[page_id])
    return len(rows)


def _digests(model: str, page_ids: Mapping[int, Sequence[str]]) -> dict[int, str]:
    rows = Embedding.objects.filter(
        entity=Entity.PRACTICE, model=model, object_id__in=list(page_ids)
    )
    return dict(rows.values_list("object_id", "sha256"))


def _encoded(texts: Sequence[Sequence[str]], embedder: Embedder) -> list[bytes]:
    # All passages at once: a model is quicker over many than over few.
    matrix = embedder.embed_documents([passage for some in texts for passage in some])
    ends = np.cumsum([len(some) for some in texts], dtype=int)
    return [rows.astype("<f4").tobytes() for rows in np.split(matrix, ends[:-1])] if texts else []


@transaction.atomic
def _save(rows: Sequence[Embedding], at: datetime) -> None:
    Embedding.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["entity", "object_id", "model"],
        update_fields=["sha256", "checked_version", "dimensions", "rows", "made_at"],
    )
    queue_changes(entity=Entity.PRACTICE, object_ids=[row.object_id for row in rows], at=at)


def _remove_hidden() -> int:
    public = PracticePage.objects.offered().values("pk")
    hidden = Embedding.objects.filter(entity=Entity.PRACTICE).exclude(object_id__in=public)
    return hidden.delete()[0]


def _remove_of_other_models(model: str) -> int:
    return Embedding.objects.filter(entity=Entity.PRACTICE).exclude(model=model).delete()[0]
