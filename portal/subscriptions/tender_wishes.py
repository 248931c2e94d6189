"""Which tenders an interest is in: words, and the filters of the board that say what, not when."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import QueryDict

from portal.tenders.board import BoardQuery
from portal.tenders.narrowing import narrowed

_WISHED = ("area", "service", "suits", "subject")
"""The others say when, and mails tell only of what one can take part in now."""


@dataclass(frozen=True, kw_only=True)
class TenderWish:
    """Words, areas, services, suitability and subject; nothing at all means every tender."""

    query: BoardQuery

    @classmethod
    def parse(cls, data: QueryDict) -> "TenderWish":
        """Read the board's own address."""
        asked = BoardQuery.parse(data)
        wished = {key: values for key, values in asked.filters.items() if key in _WISHED}
        words = BoardQuery(text=asked.text, is_exact=asked.is_exact and bool(asked.text))
        return cls(query=replace(words, filters=wished, labels=asked.labels))

    @classmethod
    def from_query_string(cls, text: str) -> "TenderWish":
        """Read what `query_string` wrote; an area that is gone is no wish any more."""
        return cls.parse(QueryDict(text))

    @property
    def query_string(self) -> str:
        """The board's address of the same tenders; the same for equal wishes."""
        return self.query.to_query_string()

    @property
    def text(self) -> str:
        """The words that a tender must hold, for who can search to find; empty for none."""
        return self.query.text

    @property
    def title(self) -> str:
        """The wish in words, such as “Tenders: Bury; Care or support”."""
        return self.query.describe()

    def among(self, ids: Collection[int], *, at: datetime) -> set[int]:
        """Those of these tenders that the filters leave, whether or not they are open.

        Which of them hold the words is for who can search to say. Of a wish whose areas are all
        gone nothing is left to ask for, and nobody asked to be told of everything.
        """
        if not ids or not self.query.has_criteria:
            return set()
        return set(narrowed(self.query, at=at, ids=ids).values_list("pk", flat=True))
