"""Which tenders an interest is in: the filters of the board that choose what, not when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from portal.tenders.board import BoardQuery
from portal.tenders.narrowing import narrowed

_WISHED = ("area", "service", "suits", "subject")
"""The others say when, and mails tell only what is open; words are for who can search."""


@dataclass(frozen=True, kw_only=True)
class TenderWish:
    """Areas, services, suitability and subject; nothing chosen means every tender."""

    query: BoardQuery

    @classmethod
    def parse(cls, data: QueryDict) -> "TenderWish":
        """Read the board's own address."""
        asked = BoardQuery.parse(data)
        wished = {key: values for key, values in asked.filters.items() if key in _WISHED}
        return cls(query=BoardQuery(filters=wished, labels=asked.labels))

    @classmethod
    def from_query_string(cls, text: str) -> "TenderWish":
        """Read what `query_string` wrote; an area that is gone is no wish any more."""
        return cls.parse(QueryDict(text))

    @property
    def query_string(self) -> str:
        """The board's address of the same tenders; the same for equal wishes."""
        return self.query.to_query_string()

    @property
    def title(self) -> str:
        """The wish in words, such as “Tenders: Bury; Care or support”."""
        return self.query.describe()

    def among(self, ids: Collection[int], *, at: datetime) -> set[int]:
        """Those of these tenders that are wished for, whether or not they are open."""
        found = narrowed(self.query, at=at, ids=ids) if ids else None
        return set(found.values_list("pk", flat=True)) if found is not None else set()
