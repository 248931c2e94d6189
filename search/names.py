"""Names of themes, organisations and places, looked up by what somebody is typing."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Max, Model, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import (
    Area,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
)
from portal.organisations.models.organisation import NameKind
from portal.practices.models import Theme
from search.text import words

RENEWED_AFTER = 30
"""Seconds after which a changed wording is read; a new or removed name is seen at once."""


class NameOf(StrEnum):
    """What a name is the name of."""

    THEME = "theme"
    ORGANISATION = "organisation"
    AREA = "area"


_PAGES = {
    NameOf.THEME: "theme_detail",
    NameOf.ORGANISATION: "organisation_detail",
    NameOf.AREA: "area_detail",
}


@dataclass(frozen=True, kw_only=True)
class Name:
    """One thing with a page of its own, and another name that it is known by, if this is one."""

    of: NameOf
    label: str
    slug: str
    other: str = ""
    is_former: bool = False
    number: str = ""
    """The number in a public register, in words, if the other name is one."""

    @property
    def known_as(self) -> str:
        """The name itself."""
        return self.other or self.label

    @property
    def url(self) -> str:
        """Address of the page of what is named."""
        return reverse(_PAGES[self.of], args=[self.slug])

    @property
    def note(self) -> str:
        """Under which other name it was found."""
        if not self.other:
            return ""
        if self.number:
            return self.number
        wording = _("formerly %(name)s") if self.is_former else _("also known as %(name)s")
        return str(wording) % {"name": self.other}


class NameTable:
    """Names by their words; finding one costs no walk through all of them."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = list(names)
        self._words = [tuple(words(name.known_as)) for name in self._names]
        self._index = sorted(
            (word, place) for place, found in enumerate(self._words) for word in set(found)
        )

    def find(self, typed: Sequence[str], of: NameOf, *, limit: int) -> list[Name]:
        """Things with a name in which every typed word begins a word, each thing once.

        Names that begin as typed come first, then in the order of the alphabet.
        """
        if not typed:
            return []
        places = set.intersection(*(set(self._starting(word)) for word in typed))
        begun = " ".join(typed)
        ranked = sorted(
            (place for place in places if self._names[place].of is of),
            key=lambda place: (
                not " ".join(self._words[place]).startswith(begun),
                bool(self._names[place].other),
                self._names[place].known_as.casefold(),
            ),
        )
        found: dict[str, Name] = {}
        for place in ranked:
            found.setdefault(self._names[place].slug, self._names[place])
        return list(found.values())[:limit]

    def _starting(self, start: str) -> Iterator[int]:
        for place in range(bisect_left(self._index, (start,)), len(self._index)):
            word, number = self._index[place]
            if not word.startswith(start):
                return
            yield number


class NameCache:
    """Keeps the table in memory while the database has as many rows as when it was read."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: tuple[list[tuple[object, ...]], float, NameTable] | None = None

    def table(self) -> NameTable:
        """The names as they are now, or with wordings of some seconds ago; one small query."""
        stamp, now = _stamp(), self._clock()
        kept = self._kept
        if kept is None or kept[0] != stamp or now - kept[1] > RENEWED_AFTER:
            kept = self._kept = (stamp, now, NameTable(_names()))
        return kept[2]


_cache = NameCache()


def name_table() -> NameTable:
    """The names of this portal, kept for this process."""
    return _cache.table()


def _stamp() -> list[tuple[object, ...]]:
    models: tuple[type[Model], ...] = (
        Theme,
        Area,
        Organisation,
        OrganisationName,
        OrganisationIdentifier,
    )
    first, *others = (
        model._default_manager.order_by()
        .annotate(model=Value(model.__name__))
        .values("model")
        .annotate(count=Count("pk"), last=Max("pk"))
        .values_list("model", "count", "last")
        for model in models
    )
    return sorted(first.union(*others))


def _names() -> Iterator[Name]:
    for of, model in (
        (NameOf.THEME, Theme),
        (NameOf.AREA, Area),
        (NameOf.ORGANISATION, Organisation),
    ):
        for slug, label in model._default_manager.values_list("slug", "name"):
            yield Name(of=of, label=label, slug=slug)
    for row in OrganisationIdentifier.objects.select_related("organisation"):
        # People leave the zeros out that a company number begins with.
        for typed in {row.number, row.number.lstrip("0")} - {""}:
            yield Name(
                of=NameOf.ORGANISATION,
                label=row.organisation.name,
                slug=row.organisation.slug,
                other=typed,
                number=str(row),
            )
    others = OrganisationName.objects.values_list(
        "organisation__slug", "organisation__name", "name", "kind"
    )
    for slug, label, other, kind in others:
        yield Name(
            of=NameOf.ORGANISATION,
            label=label,
            slug=slug,
            other=other,
            is_former=kind == NameKind.FORMER,
        )
