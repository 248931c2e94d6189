"""Whom the network reaches: organisations and public practices by sector, size and area."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.organisations.enums import SizeBand
from portal.organisations.models import Area, Organisation, Sector
from portal.practices.models import PracticePage

SECTOR, SIZE, AREA = gettext_lazy("Sector"), gettext_lazy("Size"), gettext_lazy("Area")


@dataclass(frozen=True, kw_only=True)
class ReachRow:
    """One sector, size or area with its numbers; zero is a number that says most."""

    kind: str | Promise
    name: str
    organisations: int
    practices: int


def reach() -> list[ReachRow]:
    """A row for each sector, size and area, also where nobody is, and one for what is not said.

    Fictional examples count for nothing. What lies in a place counts for the places around it too.
    Eleven queries however many there are.
    """
    return [*_by_sector(), *_by_size(), *_by_area()]


def _by_sector() -> Iterator[ReachRow]:
    organisations, practices = (
        _counts(_organisations(), "sectors"),
        _counts(_practices(), "sectors"),
    )
    known = [(sector.pk, str(sector)) for sector in Sector.objects.order_by("name")]
    for key, name in (*known, (None, _("Not said"))):
        yield ReachRow(
            kind=SECTOR,
            name=name,
            organisations=organisations.get(key, 0),
            practices=practices.get(key, 0),
        )


def _by_size() -> Iterator[ReachRow]:
    organisations = _counts(_organisations(), "size_band")
    practices = _counts(_practices(), "lead_organisation__size_band")
    for value, label in (*SizeBand.choices, ("", _("Not said"))):
        unsaid = practices.get(None, 0) if value == "" else 0
        yield ReachRow(
            kind=SIZE,
            name=str(label),
            organisations=organisations.get(value, 0),
            practices=practices.get(value, 0) + unsaid,
        )


def _by_area() -> Iterator[ReachRow]:
    organisations, practices = _in_areas(_organisations()), _in_areas(_practices())
    known = [(area.path, area.name) for area in Area.objects.order_by("path")]
    for path, name in (*known, ("", _("Not said"))):
        yield ReachRow(
            kind=AREA,
            name=name,
            organisations=len(organisations[path]),
            practices=len(practices[path]),
        )


def _organisations() -> QuerySet[Organisation]:
    return Organisation.objects.real()


def _practices() -> QuerySet[PracticePage]:
    real: QuerySet[PracticePage] = PracticePage.objects.offered().filter(is_example=False)
    return real


def _counts(rows: QuerySet[Any], field: str) -> dict[object, int]:
    grouped = rows.order_by().values_list(field).annotate(Count("pk", distinct=True))
    return dict(grouped)


def _in_areas(rows: QuerySet[Any]) -> dict[str, set[int]]:
    """Path of an area -> keys of the rows in it or below it; "" for those that name none."""
    found: dict[str, set[int]] = defaultdict(set)
    for key, path in rows.order_by().values_list("pk", "areas__path"):
        if path is None:
            found[""].add(key)
            continue
        for end in range(Area.steplen, len(path) + 1, Area.steplen):
            found[path[:end]].add(key)
    return found
