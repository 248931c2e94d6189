"""Where the tenders of a query are: as tiles of Greater Manchester, and as a list of links."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from portal.organisations.selectors import FilterOption
from portal.organisations.tile_map import TileMap, boroughs, counted_in_words, tiles_of
from portal.tenders.board import BoardQuery
from search.tender_address import address


@dataclass(frozen=True, kw_only=True)
class Place:
    """One borough, how many tenders concern it, and the way to them alone."""

    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class BoardMap:
    """The tiles, and the same as a list."""

    map: TileMap
    places: list[Place]


def board_map(
    options: Iterable[FilterOption], query: BoardQuery, *, base_url: str
) -> BoardMap | None:
    """The map of the filter of areas, counted as it is; None where no tile would be marked."""
    by_slug = {option.value: option for option in options if option.count}
    if not by_slug:
        return None
    totals = {
        borough: by_slug[borough.slug].count if borough.slug in by_slug else 0
        for borough in boroughs()
    }
    if not any(totals.values()):
        return None
    sentence = _("Map of Greater Manchester, with the number of tenders. %(counts)s.")
    note = _("A tender for a wider area counts in each borough inside it.")
    drawn = TileMap(
        tiles=tiles_of(totals),
        sentence=sentence % {"counts": counted_in_words(totals)},
        note=note,
    )
    places = [
        Place(
            name=borough.name,
            count=total,
            url=address(base_url, _only_in(query, borough.slug)),
            is_chosen=by_slug[borough.slug].is_chosen,
        )
        for borough, total in totals.items()
        if total
    ]
    return BoardMap(map=drawn, places=places)


def _only_in(query: BoardQuery, slug: str) -> BoardQuery:
    return replace(query, page=1, filters={**query.filters, "area": (slug,)})
