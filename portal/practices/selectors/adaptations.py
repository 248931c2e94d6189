"""The family of a practice: what it was adapted from and what was adapted from it, as a tree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from portal.practices.descent import reached
from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage
from portal.practices.querysets import PracticeQuerySet


@dataclass(frozen=True, kw_only=True)
class Adaptation:
    """One practice of the family, what it changed and why, and what was adapted from it."""

    title: str
    url: str
    organisation: str
    is_here: bool
    what_changed: str = ""
    why: str = ""
    children: list["Adaptation"] = field(default_factory=list)


def adaptation_family(practice: PracticePage, *, visible: PracticeQuerySet) -> list[Adaptation]:
    """The trees that `practice` is in, one for each first practice; empty without any adaptation.

    Only practices in `visible` are shown, and a line of descent ends at a hidden one. One query,
    and two more where there is a family. A practice with two parents stands under both.
    """
    # Keys first: to ask the database which ends are visible costs most where no family is.
    pairs = PracticeLink.objects.filter(kind=LinkKind.ADAPTED_FROM).values_list(
        "practice_id", "to_id"
    )
    kin = reached(practice.pk, _neighbours(pairs))
    if len(kin) == 1:
        return []
    pages = visible.select_related("lead_organisation").in_bulk(list(kin))
    links = list(
        PracticeLink.objects.filter(
            kind=LinkKind.ADAPTED_FROM, practice__in=list(pages), to__in=list(pages)
        ).order_by("sort_order", "pk")
    )
    family = reached(practice.pk, _neighbours((link.practice_id, link.to_id) for link in links))
    if len(family) == 1:
        return []
    grown = _Family(
        links=[link for link in links if link.practice_id in family],
        pages={key: page for key, page in pages.items() if key in family},
        here=practice.pk,
    )
    return grown.trees()


def adaptations_by_reference() -> dict[str, list[str]]:
    """Reference of each practice that has one -> references of those that it was adapted from."""
    parents: dict[str, list[str]] = defaultdict(list)
    links = PracticeLink.objects.filter(kind=LinkKind.ADAPTED_FROM).exclude(
        Q(practice__reference="") | Q(to__reference="")
    )
    for child, parent in links.values_list("practice__reference", "to__reference"):
        parents[child].append(parent)
    return dict(parents)


def _neighbours(pairs: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    neighbours: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        neighbours[one].append(other)
        neighbours[other].append(one)
    return neighbours


class _Family:
    """Pages and links of one family in memory."""

    def __init__(
        self, *, links: list[PracticeLink], pages: Mapping[int, PracticePage], here: int
    ) -> None:
        self._pages = pages
        self._here = here
        self._children = {link.practice_id for link in links}
        self._below: dict[int, list[PracticeLink]] = defaultdict(list)
        for link in links:
            self._below[link.to_id].append(link)

    def trees(self) -> list[Adaptation]:
        """The whole family, from those that were adapted from nothing; they come by title."""
        firsts = sorted(self._pages.keys() - self._children, key=lambda pk: self._pages[pk].title)
        return [self._node(first, None, frozenset()) for first in firsts]

    def _node(self, pk: int, link: PracticeLink | None, above: frozenset[int]) -> Adaptation:
        page = self._pages[pk]
        # Rows from before circles were refused: never go round.
        below = [child for child in self._below[pk] if child.practice_id not in above | {pk}]
        return Adaptation(
            title=page.title,
            url=page.url or "",
            organisation=str(page.lead_organisation or ""),
            is_here=pk == self._here,
            what_changed=link.what_changed if link else "",
            why=link.why if link else "",
            children=[self._node(child.practice_id, child, above | {pk}) for child in below],
        )
