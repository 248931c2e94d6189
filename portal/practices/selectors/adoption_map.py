"""Where a practice was taken up, as a map of tiles: one for each borough of Greater Manchester."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """A borough, where it is drawn, and how many organisations took the practice up there."""

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
class TileMap:
    """The tiles, and what they say in words for those who do not see them."""

    tiles: list[Tile]
    sentence: str
    elsewhere: int
    """Organisations in places outside the tiles, or in the whole of Greater Manchester."""


def tile_map(places: Iterable[Area]) -> TileMap | None:
    """The map of these places, one for each organisation; None where no tile would be marked.

    What lies in a borough counts for it. One query, and none without places.
    """
    named = list(places)
    boroughs = list(Area.objects.filter(slug__in=PLACES).order_by("name")) if named else []
    totals = {
        borough: sum(place.path.startswith(borough.path) for place in named) for borough in boroughs
    }
    if not any(totals.values()):
        return None
    return TileMap(
        tiles=[_tile(borough, total) for borough, total in totals.items()],
        sentence=_sentence([(borough.name, total) for borough, total in totals.items() if total]),
        elsewhere=len(named) - sum(totals.values()),
    )


def _tile(borough: Area, total: int) -> Tile:
    column, row = PLACES[borough.slug]
    return Tile(name=borough.name, column=column, row=row, total=total)


def _sentence(marked: list[tuple[str, int]]) -> str:
    """Such as “Map of Greater Manchester: taken up in 2 boroughs. Bury 1, Wigan 3.”."""
    head = ngettext(
        "Map of Greater Manchester: taken up in %(n)d borough.",
        "Map of Greater Manchester: taken up in %(n)d boroughs.",
        len(marked),
    ) % {"n": len(marked)}
    counts = ", ".join(_("%(name)s %(n)d") % {"name": name, "n": n} for name, n in marked)
    return f"{head} {counts}."
