"""Compares the index with the database, both ways, and repairs through the outbox."""

from dataclasses import dataclass
from datetime import datetime

from search.documents.practice import public_practice_ids
from search.models import OutboxEntry
from search.models.outbox import Entity
from search.port import SearchEngine
from search.services.queue_changes import queue_changes


@dataclass(frozen=True, kw_only=True)
class VerifyReport:
    """Ids of practices by what is wrong with them in the index; all empty when it is right."""

    checked: int
    missing: tuple[int, ...] = ()
    """Public, and not in the index."""
    surplus: tuple[int, ...] = ()
    """In the index, and gone or not public: the one kind that must never be shown."""
    stale: tuple[int, ...] = ()
    """In the index in another version than the outbox says."""

    @property
    def is_right(self) -> bool:
        """Whether index and database agree."""
        return not (self.missing or self.surplus or self.stale)


def verify_index(*, at: datetime, engine: SearchEngine) -> VerifyReport:
    """Compare ids and versions and queue every difference; what is pending anyway is left out.

    Raises:
        SearchUnavailableError: the engine cannot list its documents.
    """
    # The index first: what is written while this reads shows as a difference and is queued once
    # more, which is harmless. The other way round a difference could be missed.
    indexed = {int(document_id): version for document_id, version in engine.versions()}
    entries = OutboxEntry.objects.filter(entity=Entity.PRACTICE)
    expected = dict(entries.values_list("object_id", "version"))
    pending = set(entries.pending().values_list("object_id", flat=True))
    public = set(public_practice_ids())
    report = VerifyReport(
        checked=len(public | indexed.keys()),
        missing=tuple(sorted(public - indexed.keys() - pending)),
        surplus=tuple(sorted(indexed.keys() - public - pending)),
        stale=tuple(
            sorted(
                object_id
                for object_id in public & indexed.keys() - pending
                if expected.get(object_id, 0) != indexed[object_id]
            )
        ),
    )
    wrong = {*report.missing, *report.surplus, *report.stale}
    queue_changes(
        entity=Entity.PRACTICE,
        object_ids=wrong,
        at=at,
        above={object_id: indexed[object_id] for object_id in wrong if object_id in indexed},
    )
    return report
