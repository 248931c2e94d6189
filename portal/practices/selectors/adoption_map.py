"""Where a practice was taken up, as a map of tiles and the places that no tile stands for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.organisations.models import Area
from portal.organisations.models.vocabulary import AreaKind
from portal.organisations.tile_map import (
    Elsewhere,
    TileMap,
    boroughs,
    counted_in_words,
    tiles_of,
)


def adoption_map(places: Iterable[Area | None]) -> TileMap | None:
    """The map of these places, one for each organisation; None where nobody names one, or no
    borough is known here.

    Every organisation counts once: in the borough that its place lies in, else for a country or
    the whole of a wider area, or as one that named no place. One query, one more for places
    outside the boroughs, and none without places.
    """
    everybody = list(places)
    named = [place for place in everybody if place]
    if not named:
        return None
    totals = {
        borough: sum(place.path.startswith(borough.path) for place in named)
        for borough in boroughs()
    }
    if not totals:
        return None
    inside = tuple(borough.path for borough in totals)
    others = [place for place in named if not place.path.startswith(inside)]
    return TileMap(
        tiles=tiles_of(totals),
        sentence=_sentence(totals),
        elsewhere=_elsewhere(others, inside=inside, unplaced=len(everybody) - len(named)),
    )


def _sentence(totals: Mapping[Area, int]) -> str:
    marked = sum(map(bool, totals.values()))
    if not marked:
        return _("Map of Greater Manchester: taken up in no borough by itself.")
    head = ngettext(
        "Map of Greater Manchester: taken up in %(n)d borough.",
        "Map of Greater Manchester: taken up in %(n)d boroughs.",
        marked,
    ) % {"n": marked}
    return f"{head} {counted_in_words(totals)}."


def _elsewhere(others: Sequence[Area], *, inside: Sequence[str], unplaced: int) -> list[Elsewhere]:
    """The most first; those that named no place come last."""
    known = _with_areas_around(others)
    counted = Counter(_name(place, known, inside) for place in others)
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    if unplaced:
        rows.append((_("Place not given"), unplaced))
    return [Elsewhere(name=name, total=total) for name, total in rows]


def _with_areas_around(places: Sequence[Area]) -> dict[str, Area]:
    paths = {path for place in places for path in _paths(place)}
    return {area.path: area for area in Area.objects.filter(path__in=paths)} if paths else {}


def _paths(place: Area) -> list[str]:
    """Of the place and everything around it, the smallest first."""
    return [place.path[:end] for end in range(len(place.path), 0, -Area.steplen)]


def _name(place: Area, known: Mapping[str, Area], inside: Sequence[str]) -> str:
    """What a place outside the boroughs counts for: itself if it holds them, else its country."""
    if _holds(place, inside):
        return _("%(place)s as a whole") % {"place": place.name}
    around = [known[path] for path in _paths(place)]
    top = around[-1]
    if not _holds(top, inside):
        return top.name
    country = next((area for area in around if area.kind == AreaKind.COUNTRY), top)
    if _holds(country, inside):
        return _("Elsewhere in %(place)s") % {"place": country.name}
    return country.name


def _holds(area: Area, inside: Sequence[str]) -> bool:
    return any(path.startswith(area.path) for path in inside)
