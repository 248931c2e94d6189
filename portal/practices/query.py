"""What a reader asks of the practices: the one reader, and writer, of the finder's address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.typed_text import readable, usable_text
from portal.practices.facets import FACETS, NOT_STATED, Facet
from portal.practices.numbers import practice_number

MAX_PROBLEMS = 5
NEWEST = "newest"
TICKED = "p"
MAX_TICKED = 20
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class PracticeQuery:
    """Words and chosen facet values; values of one facet widen, different facets narrow.

    Made from anything a browser, feed reader or saved search sends, with `parse`. `filters` is
    facet key -> chosen values, as `FACETS` declares them, without empty entries. `is_exact` keeps
    the words as typed, without corrected spelling. `is_newest_first` orders by date where words
    would order by how well they match. `ticked` are numbers of practices that the reader is about
    to compare. `problems` says in plain words what was left out.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    is_exact: bool = False
    is_newest_first: bool = False
    ticked: tuple[int, ...] = ()
    page: int = 1
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def parse(cls, data: QueryDict) -> "PracticeQuery":
        """Read an address; never raises: what is of no use is left out and named in `problems`."""
        text, problems = usable_text(data.get("q") or "")
        page = data.get("page") or ""
        query = cls(
            text=text,
            filters={facet.key: _distinct(data.getlist(facet.key)) for facet in FACETS},
            is_exact=data.get("exact") == "1",
            is_newest_first=data.get("sort") == NEWEST,
            ticked=_numbers(data.getlist(TICKED)),
            page=int(page) if _PAGE_NUMBER.fullmatch(page) else 1,
            problems=problems,
        )
        return query.validate()

    @classmethod
    def from_query_string(cls, query_string: str) -> "PracticeQuery":
        """Read what `to_query_string` wrote, or the part of an address after its question mark."""
        return cls.parse(QueryDict(query_string))

    @property
    def has_criteria(self) -> bool:
        """Whether anything narrows the practices down."""
        return bool(self.text or self.filters)

    def validate(self) -> "PracticeQuery":
        """The same query without values that no vocabulary holds, each named in `problems`."""
        kept: dict[str, tuple[str, ...]] = {}
        problems = list(self.problems)
        for facet in FACETS:
            chosen = self.filters.get(facet.key, ())
            known = facet.labels_of(chosen)
            if known:
                kept[facet.key] = tuple(value for value in chosen if value in known)
            problems += [_left_out(value, facet) for value in chosen if value not in known]
        return replace(self, filters=kept, problems=tuple(problems[:MAX_PROBLEMS]))

    def without(self, key: str, value: str | None = None) -> "PracticeQuery":
        """The query with one chosen value, or the whole facet, taken away; from its first page."""
        kept = tuple(chosen for chosen in self.filters.get(key, ()) if value not in (None, chosen))
        filters = {**self.filters, key: kept}
        return replace(
            self, page=1, filters={key: chosen for key, chosen in filters.items() if chosen}
        )

    def describe(self, total: int | None = None) -> str:
        """The query in words, such as “12 practices about Loneliness in Rochdale”.

        A value that no vocabulary holds any more is not named.
        """
        parts = [_counted(total)]
        for facet in FACETS:
            labels = facet.labels_of(self.filters.get(facet.key, ()))
            if labels:
                parts.append(_narrowed(facet, labels))
        if self.text:
            parts.append(_("matching “%(text)s”") % {"text": self.text})
        return " ".join(parts)

    def to_query_string(self, *, with_page: bool = False) -> str:
        """The canonical address: the same criteria give the same string, whatever their order.

        Without the page unless asked for, because a saved search or a feed has none.
        """
        pairs = [(key, value) for key, values in self.filters.items() for value in values]
        if self.text:
            pairs.append(("q", self.text))
        if self.is_exact:
            pairs.append(("exact", "1"))
        if self.is_newest_first:
            pairs.append(("sort", NEWEST))
        pairs += [(TICKED, str(number)) for number in self.ticked]
        if with_page and self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(sorted(pairs))

    @property
    def criteria(self) -> "PracticeQuery":
        """What is searched for, without how it is shown or what is done with it."""
        return replace(self, is_newest_first=False, ticked=(), page=1)


def _left_out(value: str, facet: Facet) -> str:
    return _("“%(value)s” is not in our list for %(filter)s, so we left it out.") % {
        "value": Truncator(value).chars(40),
        "filter": facet.label,
    }


def _numbers(values: Iterable[str]) -> tuple[int, ...]:
    numbers = {number for value in values if (number := practice_number(value))}
    return tuple(sorted(numbers)[:MAX_TICKED])


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({readable(value).strip() for value in values} - {""}))


def _counted(total: int | None) -> str:
    if total is None:
        return _("Practices")
    return ngettext("%(total)d practice", "%(total)d practices", total) % {"total": total}


def _quoted(label: str) -> str:
    return _("“%(words)s”") % {"words": label}


def _narrowed(facet: Facet, labels: Mapping[str, str]) -> str:
    stated = [label for value, label in labels.items() if value != NOT_STATED]
    ways = []
    if stated:
        # Stages and kinds of evidence are little sentences of their own.
        named = map(_quoted, stated) if facet.is_ordered else stated
        ways.append(f"{facet.preposition} {_either(named)}")
    if NOT_STATED in labels:
        ways.append(_("with “%(filter)s” not stated") % {"filter": facet.label})
    return _either(ways)


def _either(labels: Iterable[str]) -> str:
    *first, last = labels
    if not first:
        return last
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last}
