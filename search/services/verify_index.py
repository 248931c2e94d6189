"""Compares an index with the database, both ways, and repairs through the outbox."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from search.corpora import Corpus, corpus_of
from search.models import OutboxEntry
from search.port import SearchEngine
from search.services.queue_changes import queue_changes


@dataclass(frozen=True, kw_only=True)
class VerifyReport:
    """Ids of things by what is wrong with them in the index; all empty when it is right."""

    checked: int
    missing: tuple[int, ...] = ()
    """Public, and not in the index."""
    surplus: tuple[int, ...] = ()
    """In the index, and gone or not public: the one kind that must never be shown."""
    stale: tuple[int, ...] = ()
    """In the index in another version than the outbox says, or twice."""
    indexed: Mapping[int, int] = field(default_factory=dict)
    """The version in the index of those that are wrong and in it."""

    @property
    def wrong(self) -> frozenset[int]:
        """All that is not as it should be."""
        return frozenset((*self.missing, *self.surplus, *self.stale))

    @property
    def is_right(self) -> bool:
        """Whether index and database agree."""
        return not self.wrong


@dataclass(frozen=True)
class Expected:
    """What the database says at one moment."""

    public: frozenset[int]
    versions: Mapping[int, int]
    pending: frozenset[int]


def expected_now(corpus: Corpus) -> Expected:
    """Which things are public, what their counters say, and which changes wait."""
    entries = OutboxEntry.objects.filter(entity=corpus.entity)
    return Expected(
        public=frozenset(corpus.public_ids()),
        versions=dict(entries.values_list("object_id", "version").iterator()),
        pending=frozenset(entries.pending().values_list("object_id", flat=True)),
    )


def compare_index(engine: SearchEngine, *, since: Expected | None = None) -> VerifyReport:
    """Compare ids and versions, while they go on changing.

    The database is read before the index and after it. What changed in between is left out, as is
    what still waits for a drain.

    Args:
        engine: whose index is compared.
        since: the earlier reading, where everything that waited then has been written since: so
            only what changed after it is left out.

    Raises:
        SearchUnavailableError: the engine cannot list its documents.
    """
    corpus = corpus_of(engine)
    before = since or expected_now(corpus)
    copies = Counter[int]()
    indexed: dict[int, int] = {}
    for document_id, version in engine.versions():
        copies[int(document_id)] += 1
        indexed[int(document_id)] = version
    after = expected_now(corpus)
    checked = (before.public | after.public | indexed.keys()) - _moving(before, after)
    if since is None:
        checked -= before.pending | after.pending
    public = after.public & checked
    surplus = (indexed.keys() & checked) - public
    stale = {
        key
        for key in indexed.keys() & public
        if copies[key] > 1 or indexed[key] != after.versions.get(key, 0)
    }
    return VerifyReport(
        checked=len(after.public | indexed.keys()),
        missing=tuple(sorted(public - indexed.keys())),
        surplus=tuple(sorted(surplus)),
        stale=tuple(sorted(stale)),
        indexed={key: indexed[key] for key in sorted(surplus | stale)},
    )


def verify_index(*, at: datetime, engine: SearchEngine) -> VerifyReport:
    """Compare the index in use and queue every difference, so that the next drain mends it.

    Raises:
        SearchUnavailableError: the engine cannot list its documents.
    """
    report = compare_index(engine)
    queue_changes(
        entity=corpus_of(engine).entity, object_ids=report.wrong, at=at, above=report.indexed
    )
    return report


def _moving(before: Expected, after: Expected) -> set[int]:
    changed = {key for key in after.versions if after.versions[key] != before.versions.get(key)}
    return changed | (before.public ^ after.public)
