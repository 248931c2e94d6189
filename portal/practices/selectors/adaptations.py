"""The family of a practice: what it was adapted from and what was adapted from it, as a tree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse

from portal.practices.descent import nearest_first
from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage
from portal.practices.querysets import PracticeQuerySet

MOST_SHOWN = 12
"""Practices in one drawing: more would bury the page that it stands on."""
MOST_ABOVE = 6
"""Of these, the practices that it goes back to, which come before all others."""

_Pair = tuple[int, int]
"""A practice, and the one that it was adapted from."""


@dataclass(frozen=True, kw_only=True)
class Adaptation:
    """One practice of the family, what it changed and why, and what was adapted from it."""

    title: str
    url: str
    organisation: str
    is_here: bool
    is_adapted: bool
    """Whether it stands below the practice that it was adapted from."""
    what_changed: str = ""
    why: str = ""
    is_our_reading: bool = False
    children: list["Adaptation"] = field(default_factory=list)
    more: int = 0
    """How many others were adapted from it that are not drawn."""
    more_url: str = ""
    """The list of all that were adapted from it."""


@dataclass(frozen=True, kw_only=True)
class Family:
    """The trees that a practice is in, one for each first practice, as far as they are drawn."""

    trees: list[Adaptation]
    drawn: int
    total: int


def adaptation_family(practice: PracticePage, *, visible: PracticeQuerySet) -> Family | None:
    """The family of `practice`, its nearest kin where it is too large; None without any.

    Only practices in `visible` are shown, and a line of descent ends at a hidden one. One query,
    and three more where there is a family. A practice with two parents stands under both, and what
    was adapted from it under the first alone.
    """
    # Keys first: to ask the database which ends are visible costs most where no family is.
    links = PracticeLink.objects.filter(kind=LinkKind.ADAPTED_FROM).order_by("sort_order", "pk")
    pairs: list[_Pair] = list(links.values_list("practice_id", "to_id"))
    kin = nearest_first(practice.pk, _neighbours(pairs))
    if len(kin) == 1:
        return None
    known = set(visible.filter(pk__in=kin).values_list("pk", flat=True))
    pairs = [pair for pair in pairs if known.issuperset(pair)]
    kin = nearest_first(practice.pk, _neighbours(pairs))
    if len(kin) == 1:
        return None
    drawn = _drawn(practice.pk, pairs, kin)
    grown = _Family(
        links=links.filter(practice__in=drawn, to__in=drawn),
        pages=visible.select_related("lead_organisation").in_bulk(drawn),
        pairs=pairs,
        here=practice.pk,
    )
    return Family(trees=grown.trees(), drawn=len(drawn), total=len(kin))


def adaptations_of(practice: PracticePage, *, visible: PracticeQuerySet) -> PracticeQuerySet:
    """All practices in `visible` that were adapted from this one, by title."""
    links = PracticeLink.objects.filter(kind=LinkKind.ADAPTED_FROM, to=practice.pk)
    adapted: PracticeQuerySet = visible.filter(pk__in=links.values("practice")).order_by("title")
    return adapted


def adaptations_by_reference() -> dict[str, list[str]]:
    """Reference of each practice that has one -> references of those that it was adapted from."""
    parents: dict[str, list[str]] = defaultdict(list)
    links = PracticeLink.objects.filter(kind=LinkKind.ADAPTED_FROM).exclude(
        Q(practice__reference="") | Q(to__reference="")
    )
    for child, parent in links.values_list("practice__reference", "to__reference"):
        parents[child].append(parent)
    return dict(parents)


def _neighbours(pairs: Iterable[_Pair]) -> Mapping[int, list[int]]:
    neighbours: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        neighbours[one].append(other)
        neighbours[other].append(one)
    return neighbours


def _drawn(here: int, pairs: Iterable[_Pair], kin: Sequence[int]) -> list[int]:
    """Those of the kin that fit into one drawing: where it comes from, then the nearest."""
    parents: dict[int, list[int]] = defaultdict(list)
    for child, parent in pairs:
        parents[child].append(parent)
    above = nearest_first(here, parents)[: MOST_ABOVE + 1]
    return list(dict.fromkeys([*above, *kin]))[:MOST_SHOWN]


class _Family:
    """Pages and links of one family in memory."""

    def __init__(
        self,
        *,
        links: Iterable[PracticeLink],
        pages: Mapping[int, PracticePage],
        pairs: Iterable[_Pair],
        here: int,
    ) -> None:
        self._pages = pages
        self._here = here
        self._told: set[int] = set()
        self._below: dict[int, list[PracticeLink]] = defaultdict(list)
        self._children: set[int] = set()
        for link in links:
            self._children.add(link.practice_id)
            self._below[link.to_id].append(link)
        self._adapted: dict[int, set[int]] = defaultdict(set)
        for child, parent in pairs:
            self._adapted[parent].add(child)

    def trees(self) -> list[Adaptation]:
        """The whole family, from those that were adapted from nothing; they come by title."""
        firsts = sorted(self._pages.keys() - self._children, key=lambda pk: self._pages[pk].title)
        return [self._node(first, None, frozenset()) for first in firsts]

    def _node(self, pk: int, link: PracticeLink | None, above: frozenset[int]) -> Adaptation:
        page = self._pages[pk]
        is_first_time = pk not in self._told
        self._told.add(pk)
        # Rows from before circles were refused: never go round.
        below = [child for child in self._below[pk] if child.practice_id not in above | {pk}]
        children = below if is_first_time else []
        more = len(self._adapted[pk] - self._pages.keys())
        return Adaptation(
            title=page.title,
            url=page.url or "",
            organisation=str(page.lead_organisation or ""),
            is_here=pk == self._here,
            is_adapted=link is not None,
            what_changed=link.what_changed if link else "",
            why=link.why if link else "",
            is_our_reading=link.is_our_reading if link else False,
            children=[self._node(child.practice_id, child, above | {pk}) for child in children],
            more=more if is_first_time else 0,
            more_url=reverse("adaptation_list", args=[pk]) if more else "",
        )
