"""Finds one practice from another sector and one from another area for the end of a digest."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, Model

from portal.practices.models import PracticePage

POOL = 500
"""Practices to choose from, those published last."""


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a practice comes from: sectors, and paths in the tree of areas."""

    practice_id: int
    sectors: frozenset[int]
    areas: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Picks:
    """A practice from another sector and one from another area, where there is one."""

    other_sector_id: int | None = None
    other_area_id: int | None = None


class Elsewhere:
    """Reads its pool once; use one object for a batch of mails."""

    def picks(self, *, shown: Collection[int], told: Collection[int]) -> Picks:
        """Two practices that are not among ``shown`` nor ``told``, both practice ids.

        “Another” is another than that of every practice shown: no sector in common; no area inside
        or around one of theirs. Nothing is picked where those shown have no sector or no area.
        """
        here = [place for place in self._pool if place.practice_id in shown]
        sectors = frozenset[int]().union(*(place.sectors for place in here))
        areas = frozenset[str]().union(*(place.areas for place in here))
        seen = {*shown, *told}
        other_sector = next(self._from_another_sector(sectors, seen), None)
        other_area = next(self._from_another_area(areas, seen | {other_sector or 0}), None)
        return Picks(other_sector_id=other_sector, other_area_id=other_area)

    def _from_another_sector(self, sectors: frozenset[int], seen: set[int]) -> Iterator[int]:
        for place in self._pool if sectors else ():
            is_another = place.sectors and not place.sectors & sectors
            if is_another and place.practice_id not in seen:
                yield place.practice_id

    def _from_another_area(self, areas: frozenset[str], seen: set[int]) -> Iterator[int]:
        for place in self._pool if areas else ():
            is_another = place.areas and not any(_overlap(path, areas) for path in place.areas)
            if is_another and place.practice_id not in seen:
                yield place.practice_id

    @cached_property
    def _pool(self) -> list[_Place]:
        newest = PracticePage.objects.offered().filter(is_example=False)
        newest = newest.order_by(F("last_published_at").desc(nulls_last=True), "-pk")
        ids = list(newest.values_list("pk", flat=True)[:POOL])
        sectors = _related(PracticePage.sectors.through, "sector_id", ids)
        areas = _related(PracticePage.areas.through, "area__path", ids)
        return [
            _Place(practice_id=pk, sectors=frozenset(sectors[pk]), areas=frozenset(areas[pk]))
            for pk in ids
        ]


def _related(through: type[Model], column: str, ids: list[int]) -> dict[int, list[Any]]:
    related = defaultdict(list)
    rows = through._default_manager.filter(practicepage_id__in=ids)
    for practice_id, value in rows.values_list("practicepage_id", column):
        related[practice_id].append(value)
    return related


def _overlap(path: str, others: Collection[str]) -> bool:
    return any(path.startswith(other) or other.startswith(path) for other in others)
