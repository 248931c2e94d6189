"""A map of tiles: one for each borough of Greater Manchester, with a number or just a mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.organisations.models import Area

PLACES = {
    "bolton": (1, 0),
    "bury": (2, 0),
    "rochdale": (3, 0),
    "wigan": (0, 1),
    "salford": (1, 1),
    "manchester": (2, 1),
    "oldham": (3, 1),
    "trafford": (1, 2),
    "stockport": (2, 2),
    "tameside": (3, 2),
}
"""Short name of a borough -> column and row: neighbours on the map are neighbours on the ground."""
TILE_WIDTH, TILE_HEIGHT, GAP = 96, 64, 4
"""Units of the drawing."""


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A borough, where it is drawn, and how many of something there are."""

    name: str
    column: int
    row: int
    total: int

    @property
    def left(self) -> int:
        """Distance of its left edge from that of the drawing."""
        return self.column * (TILE_WIDTH + GAP)

    @property
    def top(self) -> int:
        """Distance of its upper edge from that of the drawing."""
        return self.row * (TILE_HEIGHT + GAP)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A place that has no tile, such as another country, and how many of something it has."""

    name: str
    total: int


@dataclass(frozen=True, kw_only=True)
class TileMap:
    """The tiles, and what they say in words for those who do not see them."""

    tiles: list[Tile]
    sentence: str
    note: str = ""
    """What a reader must know of how it counts."""
    elsewhere: list[Elsewhere] = field(default_factory=list)
    has_numbers: bool = True


def boroughs() -> list[Area]:
    """The areas that have a tile, by name."""
    return list(Area.objects.filter(slug__in=PLACES).order_by("name"))


def tiles_of(totals: Mapping[Area, int]) -> list[Tile]:
    """A tile for each borough."""
    return [_tile(borough, total) for borough, total in totals.items()]


def counted_in_words(totals: Mapping[Area, int]) -> str:
    """Such as “Bury 1, Wigan 3”: the marked tiles alone."""
    marked = ((borough.name, total) for borough, total in totals.items() if total)
    return ", ".join(_("%(name)s %(n)d") % {"name": name, "n": n} for name, n in marked)


def map_of_areas(areas: Iterable[Area]) -> TileMap | None:
    """Which boroughs these areas are, lie in or hold; None where no tile would be marked."""
    paths = [area.path for area in areas]
    if not paths:
        return None
    totals = {
        borough: int(any(_overlap(borough.path, path) for path in paths)) for borough in boroughs()
    }
    if not any(totals.values()):
        return None
    names = ", ".join(borough.name for borough, total in totals.items() if total)
    sentence = _("Map of Greater Manchester. Marked: %(names)s.") % {"names": names}
    return TileMap(tiles=tiles_of(totals), sentence=sentence, has_numbers=False)


def _overlap(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _tile(borough: Area, total: int) -> Tile:
    column, row = PLACES[borough.slug]
    return Tile(name=borough.name, column=column, row=row, total=total)
