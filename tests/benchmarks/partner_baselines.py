"""Rankings of partners to hold ours against: by draw, popularity and neighbours in common."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from portal.consortia.matching.problem import draw_order


@dataclass(frozen=True, kw_only=True)
class Past:
    """Who worked with whom, and how often, before some day."""

    weights: Counter[frozenset[str]]
    popularity: Counter[str]
    near: dict[str, set[str]]

    def ties(self, key: str, agreed: Iterable[str]) -> int:
        """How often it worked with any of them."""
        return sum(self.weights[frozenset({key, member})] for member in agreed)

    def in_common(self, key: str, agreed: Iterable[str]) -> list[str]:
        """For each member, the others whom both have worked with."""
        own = self.near.get(key, set())
        return [other for member in agreed for other in own & self.near.get(member, set())]

    def adamic_adar(self, key: str, agreed: Iterable[str]) -> float:
        """Neighbours in common, where one who knows few counts more (Adamic and Adar, 2003)."""
        return sum(1 / log(len(self.near[other])) for other in self.in_common(key, agreed))


def past_of(teams: Iterable[Collection[str]]) -> Past:
    """What is known from these teams."""
    weights: Counter[frozenset[str]] = Counter()
    popularity: Counter[str] = Counter()
    near: dict[str, set[str]] = defaultdict(set)
    for team in teams:
        popularity.update(team)
        for first, second in combinations(team, 2):
            weights[frozenset({first, second})] += 1
            near[first].add(second)
            near[second].add(first)
    return Past(weights=weights, popularity=popularity, near=near)


def baseline_rankings(
    past: Past, *, tender: str, keys: Collection[str], agreed: Sequence[str]
) -> dict[str, list[str]]:
    """By name of the baseline, everybody of whom it knows something, the likeliest first.

    As in our own ranking, who scores nothing is not named, and equals come in the tender's draw.
    """
    drawn = sorted(
        (key for key in keys if key not in agreed),
        key=lambda key: draw_order(tender=tender, provider=key),
    )
    scores: dict[str, dict[str, float]] = {
        "draw": dict.fromkeys(drawn, 1),
        "popularity": {key: past.popularity[key] for key in drawn},
        "common_neighbours": {key: len(past.in_common(key, agreed)) for key in drawn},
        "adamic_adar": {key: past.adamic_adar(key, agreed) for key in drawn},
    }
    return {
        name: sorted((key for key in drawn if found[key]), key=lambda key: -found[key])
        for name, found in scores.items()
    }
