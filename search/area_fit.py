"""Where a practice is, seen from the places that a reader asked about."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from portal.organisations.models import Area
from portal.practices.query import PracticeQuery
from portal.practices.selectors.cards import areas_in_words
from search.text import words


def asked_areas(query: PracticeQuery, text: str) -> list[Area]:
    """The places that a search filters by or names in its words, each once.

    Args:
        query: the search; its filters count.
        text: its words as they were searched for, with corrected spelling.
    """
    chosen = query.filters.get("area", ())
    typed = words(text)
    if not chosen and not typed:
        return []
    areas = list(Area.objects.order_by("path"))
    named = set(_named(typed, {tuple(words(area.name)): area.slug for area in reversed(areas)}))
    return [area for area in areas if area.slug in chosen or area.slug in named]


def area_fit(asked: Sequence[Area], areas: Sequence[Area]) -> str:
    """How the places of a practice lie to those asked about, in the best of cases.

    “In Rochdale”, “In Heywood, which is in Rochdale”, “In Greater Manchester, which includes
    Rochdale”, “Elsewhere: Leeds”; empty when nothing was asked.
    """
    if not asked:
        return ""
    fits = [fit for place in asked for area in areas if (fit := _fit(place, area))]
    if fits:
        return min(fits)[-1]
    if not areas:
        return _("Place not stated")
    return _("Elsewhere: %(places)s") % {"places": areas_in_words(areas)}


def _fit(asked: Area, area: Area) -> tuple[int, int, str] | None:
    # Exactly there is better than inside it, that is better than around it, and near is better
    # than far.
    steps = abs(area.depth - asked.depth)
    names = {"area": area.name, "asked": asked.name}
    if area.path == asked.path:
        return 0, steps, _("In %(area)s") % names
    if area.path.startswith(asked.path):
        return 1, steps, _("In %(area)s, which is in %(asked)s") % names
    if asked.path.startswith(area.path):
        return 2, steps, _("In %(area)s, which includes %(asked)s") % names
    return None


def _named(typed: Sequence[str], names: dict[tuple[str, ...], str]) -> Iterator[str]:
    # The longest name wins: “Greater Manchester” does not name Manchester.
    longest = max(map(len, names), default=0)
    at = 0
    while at < len(typed):
        for length in range(min(longest, len(typed) - at), 0, -1):
            slug = names.get(tuple(typed[at : at + length]))
            if slug:
                yield slug
                at += length - 1
                break
        at += 1
