"""Writes the present state of things into one index while others write to it as well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from search.corpora import Corpus, corpus_of
from search.models import OutboxEntry
from search.port import Change, Failure, SearchEngine
from search.querysets import OutboxQuerySet
from search.services.queue_changes import queue_changes


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What came of it: how many are in the index now, and what it refused."""

    documents: int
    failures: tuple[Failure, ...] = ()


def present_changes(corpus: Corpus, versions: Mapping[int, int]) -> list[Change]:
    """Each thing as it is now, under the version that its counter had before it was read."""
    documents = corpus.documents(versions)
    return [
        Change(id=str(object_id), version=version, document=documents.get(object_id))
        for object_id, version in versions.items()
    ]


def bring_up_to_date(ids: Collection[int], *, into: SearchEngine, at: datetime) -> Brought:
    """Put things into the index as they are now, and take those out that are not public.

    An engine forgets what it deleted: Elasticsearch after a minute (`index.gc_deletes`), tantivy
    at once. So what was read here, then unpublished and drained, could be put back by
    this slower write. Whatever has changed by the time that it is written is therefore queued
    again: its next drain comes later than this write and has the last word. What the index refuses
    is queued too, so that the drain tries it again and says why it is not there.

    Raises:
        SearchUnavailableError: the engine cannot write.
    """
    corpus = corpus_of(into)
    versions = _versions(corpus, ids)
    changes = present_changes(corpus, versions)
    failures = into.apply(changes)
    later = _versions(corpus, ids)
    changed_again = frozenset(key for key in ids if later[key] != versions[key])
    refused = {int(failure.id) for failure in failures}
    waiting = _entries(corpus, refused).pending().values_list("object_id", flat=True)
    queue_changes(
        entity=corpus.entity, object_ids=changed_again | refused.difference(waiting), at=at
    )
    return Brought(
        documents=sum(change.document is not None for change in changes) - len(failures),
        failures=tuple(failures),
    )


def _versions(corpus: Corpus, ids: Collection[int]) -> dict[int, int]:
    # What never changed since it can be counted has version 0: its first change has 1
    # and beats what is indexed here.
    return dict.fromkeys(ids, 0) | dict(_entries(corpus, ids).values_list("object_id", "version"))


def _entries(corpus: Corpus, ids: Collection[int]) -> OutboxQuerySet:
    return OutboxEntry.objects.filter(entity=corpus.entity, object_id__in=ids)
