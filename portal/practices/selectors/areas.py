"""The tree of places with how many public practices each has, its own and those inside it."""

from dataclasses import dataclass, field

from portal.organisations.models import Area, Organisation
from portal.practices.models import PracticePage
from portal.practices.querysets import PracticeQuerySet
from portal.practices.selectors.counts import practices_per_branch, practices_per_tree

HOME_AREA = "greater-manchester"
"""Slug of the city region that the network grew in; its places come first."""


@dataclass(frozen=True, kw_only=True)
class CountedArea:
    """A place, how many public practices are in it or inside it, and the places inside it."""

    area: Area
    total: int
    children: list["CountedArea"] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class AreaGroup:
    """A place and the places inside it; `takes_in` names the one inside that has its own group."""

    place: CountedArea
    inside: list[CountedArea]
    takes_in: str = ""


@dataclass(frozen=True, kw_only=True)
class AreaSurroundings:
    """What a place's page shows: practices, the places around and inside it, who works there."""

    area: Area
    practices: PracticeQuerySet
    parents: list[Area]
    children: list[CountedArea]
    organisations: list[Organisation]


def area_directory() -> list[AreaGroup]:
    """Every place once: the home region, what is around it step by step, then the other trees."""
    roots = _counted_trees()
    home = _path_to(HOME_AREA, roots)
    groups = [AreaGroup(place=home[-1], inside=home[-1].children)] if home else []
    for around, within in zip(reversed(home[:-1]), reversed(home), strict=False):
        others = [child for child in around.children if child is not within]
        groups.append(AreaGroup(place=around, inside=others, takes_in=within.area.name))
    others = [root for root in roots if root not in home[:1]]
    return [*groups, *(AreaGroup(place=root, inside=root.children) for root in others)]


def _counted_trees() -> list[CountedArea]:
    areas = list(Area.objects.order_by("path"))
    depths = max((area.depth for area in areas), default=0)
    counts = practices_per_tree(PracticePage.objects.offered(), "areas", depths=depths)
    roots: list[CountedArea] = []
    above: list[CountedArea] = []
    for area in areas:
        counted = CountedArea(area=area, total=counts.get(area.path, 0))
        # In path order the place above is the last one seen of the depth before.
        above = above[: area.depth - 1]
        (above[-1].children if above else roots).append(counted)
        above.append(counted)
    return roots


def _path_to(slug: str, places: list[CountedArea]) -> list[CountedArea]:
    """The places from the root down to the one with this slug; empty when there is none."""
    for place in places:
        if place.area.slug == slug:
            return [place]
        below = _path_to(slug, place.children)
        if below:
            return [place, *below]
    return []


def area_surroundings(area: Area) -> AreaSurroundings:
    """A place with its public practices, the places above and inside it, and who works there."""
    visible = PracticePage.objects.offered()
    counts = practices_per_branch(visible, "areas", depth=area.depth + 1)
    inside = Organisation.objects.filter(areas__path__startswith=area.path).distinct()
    return AreaSurroundings(
        area=area,
        practices=visible.in_area(area).order_by("title"),
        parents=list(area.get_ancestors()),
        children=[
            CountedArea(area=child, total=counts.get(child.path, 0))
            for child in area.get_children()
        ],
        organisations=list(inside.in_name_order()),
    )
