"""Events, asks and tenders as mails tell of them, from whichever app knows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.subscriptions.enums import OpeningKind

OpeningKey = tuple[str, int]
"""An `OpeningKind` and the number of one of its kind."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Something to take part in until it is over; what changes here is worth another mail."""

    kind: OpeningKind
    title: str
    path: str
    """Address of its page; absolute, or under the portal's own."""
    summary: str
    sort: str = ""
    """What sort of its kind it is, such as “Looking for: a mentor”."""
    by: str = ""
    """The buyer, or the organisation that asks."""
    where: str = ""
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    """The last moment to take part; None where nobody stated one."""
    is_planned: bool = False
    """Of a tender: nobody can bid for it yet, but everybody who may bid can comment on it."""
    is_example: bool = False


class OpeningSource(Protocol):
    """What the app that knows openings of one kind answers."""

    kind: OpeningKind

    def still_open(self, ids: Collection[int], *, at: datetime) -> dict[int, Opening]:
        """By id, those that everybody may see and that are not over at ``at``."""

    def list_path(self) -> str:
        """Address of the page that lists them all."""


_sources: dict[str, OpeningSource] = {}


def register(source: OpeningSource) -> None:
    """Called once by each app that knows openings, when Django starts."""
    _sources[source.kind] = source


def still_open(keys: Collection[OpeningKey], *, at: datetime) -> dict[OpeningKey, Opening]:
    """Those of these openings that may be told of at ``at``; one question to each app."""
    found: dict[OpeningKey, Opening] = {}
    for kind in {kind for kind, _pk in keys}:
        ids = [pk for own, pk in keys if own == kind]
        answer = _sources[kind].still_open(ids, at=at)
        found |= {(kind, pk): opening for pk, opening in answer.items()}
    return found


def list_path(kind: OpeningKind) -> str:
    """Address of the page that lists all openings of the kind."""
    return _sources[kind].list_path()
