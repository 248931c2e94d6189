"""Where a practice was taken up, as a map of tiles."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from portal.organisations.models import Area
from portal.organisations.tile_map import TileMap, boroughs, counted_in_words, tiles_of


def adoption_map(places: Iterable[Area]) -> TileMap | None:
    """The map of these places, one for each organisation; None where no tile would be marked.

    What lies in a borough counts for it. One query, and none without places.
    """
    named = list(places)
    if not named:
        return None
    totals = {
        borough: sum(place.path.startswith(borough.path) for place in named)
        for borough in boroughs()
    }
    if not any(totals.values()):
        return None
    marked = sum(map(bool, totals.values()))
    head = ngettext(
        "Map of Greater Manchester: taken up in %(n)d borough.",
        "Map of Greater Manchester: taken up in %(n)d boroughs.",
        marked,
    ) % {"n": marked}
    return TileMap(
        tiles=tiles_of(totals),
        sentence=f"{head} {counted_in_words(totals)}.",
        note=_elsewhere(len(named) - sum(totals.values())),
    )


def _elsewhere(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(n)d more is in a wider area or outside Greater Manchester.",
        "%(n)d more are in wider areas or outside Greater Manchester.",
        number,
    ) % {"n": number}
