"""What somebody wants to hear about: a theme, area, organisation, search, or kind of opening."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from portal.subscriptions.ask_wishes import AskWish
from portal.subscriptions.enums import OPENINGS_OF, TopicKind
from portal.subscriptions.models import Topic
from portal.subscriptions.openings import list_path
from portal.subscriptions.tender_wishes import TenderWish

SINGLE_KINDS = (TopicKind.THEME, TopicKind.AREA, TopicKind.ORGANISATION)
"""Kinds that are one value of the facet with the same key."""


PRACTICE = "practice"
"""Name of the address's value that asks for the updates of one practice."""
ABOUT = "about"
"""Name of the address's value that asks for events, asks and offers, or tenders."""
ALL = "all"
"""The value of an interest in every opening of its kind."""
_LONGEST_NUMBER = 18
"""Digits that every database holds as a key."""
_WISHES: dict[TopicKind, type[TenderWish | AskWish]] = {
    TopicKind.TENDERS: TenderWish,
    TopicKind.ASKS: AskWish,
}
"""What can be wished for of each kind of opening; of the others, all or nothing."""


class UnknownInterestError(Exception):
    """The address names a theme, area or organisation that does not exist."""


@dataclass(frozen=True, kw_only=True)
class Interest:
    """An interest before or behind its Topic row; ``value`` is a slug or a canonical query."""

    kind: TopicKind
    value: str

    @classmethod
    def from_query(cls, data: QueryDict) -> "Interest":
        """Read the finder's own address, or `practice=12` for the updates of one practice, or
        `about=tenders` or `about=asks` with the filters of their list, or `about=events`.

        No criteria at all means every practice.

        Raises:
            UnknownInterestError: criteria were named and none of them exists.
        """
        if PRACTICE in data:
            return cls._of_practice(str(data[PRACTICE]))
        if ABOUT in data:
            return cls._of_openings(data)
        # What is wanted has no order: the same search sorted otherwise is the same interest.
        query = replace(PracticeQuery.parse(data), is_newest_first=False)
        if query.problems and not query.has_criteria:
            raise UnknownInterestError
        if not query.text and len(query.filters) == 1:
            ((key, values),) = query.filters.items()
            if key in SINGLE_KINDS and len(values) == 1:
                return cls(kind=TopicKind(key), value=values[0])
        return cls(kind=TopicKind.SEARCH, value=query.to_query_string())

    @classmethod
    def _of_practice(cls, text: str) -> "Interest":
        if _practice(text) is None:
            raise UnknownInterestError
        return cls(kind=TopicKind.PAGE, value=str(int(text)))

    @classmethod
    def _of_openings(cls, data: QueryDict) -> "Interest":
        if data[ABOUT] not in OPENINGS_OF:
            raise UnknownInterestError
        kind = TopicKind(str(data[ABOUT]))
        wishes = _WISHES.get(kind)
        return cls(kind=kind, value=(wishes and wishes.parse(data).query_string) or ALL)

    @classmethod
    def of_topic(cls, topic: Topic) -> "Interest":
        """The interest that the row keeps."""
        return cls(kind=TopicKind(topic.kind), value=topic.value)

    @property
    def criteria(self) -> dict[str, str]:
        """What the Topic row keeps."""
        return {"query" if self.kind == TopicKind.SEARCH else "slug": self.value}

    @property
    def criteria_hash(self) -> str:
        """SHA-256 by which equal interests of many people are one row."""
        kept = json.dumps({"kind": self.kind.value, **self.criteria}, sort_keys=True)
        return sha256(kept.encode()).hexdigest()

    @property
    def query_string(self) -> str:
        """The finder's address of the same practices, without the question mark; of the updates of
        one practice, what `from_query` reads.
        """
        if self.kind == TopicKind.PAGE:
            return urlencode({PRACTICE: self.value})
        if self.kind == TopicKind.SEARCH:
            return self.value
        if self.is_in_openings:
            return "&".join(filter(None, [urlencode({ABOUT: self.kind.value}), self.wish]))
        return urlencode({self.kind.value: self.value})

    @property
    def is_in_openings(self) -> bool:
        """Whether it is in events, asks or tenders rather than in practices."""
        return self.kind in OPENINGS_OF

    @property
    def wish(self) -> str:
        """Of openings, the query of their list; empty for all."""
        return "" if self.value == ALL else self.value

    @cached_property
    def wished(self) -> TenderWish | AskWish | None:
        """Of openings, what of their kind is wished for; None for all."""
        return _WISHES[self.kind].from_query_string(self.wish) if self.wish else None

    @property
    def title(self) -> str:
        """The interest in words, such as “Practices about Loneliness”."""
        if self.is_in_openings:
            return self.wished.title if self.wished else str(self.kind.label)
        if self.kind == TopicKind.PAGE:
            page = _practice(self.value)
            return _("Changes of “%s”") % page.title if page else _("A practice that is gone")
        query = PracticeQuery.from_query_string(self.query_string)
        if query.has_criteria:
            return query.describe()
        # A vocabulary entry that was removed is still named by what the person chose.
        return _("Practices about “%s”") % self.value if self.value else _("All practices")

    def get_absolute_url(self) -> str:
        """Where all practices or openings of this interest are listed, or the one is read."""
        if self.is_in_openings:
            path = list_path(OPENINGS_OF[self.kind])
            return f"{path}?{self.wish}" if self.wish else path
        if self.kind == TopicKind.PAGE:
            page = _practice(self.value)
            return (page.url if page else None) or reverse("practice_search")
        address = reverse("practice_search")
        return f"{address}?{self.query_string}" if self.query_string else address


def _practice(text: str) -> PracticePage | None:
    """The practice of this number, if everybody may read it."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        return None
    page: PracticePage | None = PracticePage.objects.offered().filter(pk=int(text)).first()
    return page
