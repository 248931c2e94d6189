"""Makes up histories of partnerships of three kinds, to measure the ranking of partners on."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

SERVICES = tuple(f"service-{number}" for number in range(12))
AREAS = tuple(f"area-{number}" for number in range(6))


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How somebody in a history chooses a partner: how many times likelier each thing makes one."""

    organisations: int
    partnerships: int
    does_what_is_missing: float
    for_each_tie: float = 0
    power_of_popularity: float = 0
    is_neighbour: float = 1


KINDS = {
    # Neighbours who work with each other again and again, and declare much the same.
    "communities": Habits(
        organisations=60,
        partnerships=180,
        does_what_is_missing=6,
        for_each_tie=3,
        is_neighbour=10,
    ),
    # Who was chosen is chosen again: one is in half of the partnerships, most in one or two.
    "hub": Habits(
        organisations=120, partnerships=200, does_what_is_missing=25, power_of_popularity=2
    ),
    # Few partnerships of many organisations, chosen for what they do: most have no past.
    "newcomers": Habits(
        organisations=150, partnerships=70, does_what_is_missing=100, for_each_tie=2
    ),
}


def generated_history(kind: str, *, seed: int) -> dict[str, Any]:
    """A history in the documented shape; the same kind and seed give the same history."""
    rng = random.Random(f"{kind} {seed}")  # noqa: S311 - repeatable, not secret
    return _Past(KINDS[kind], rng).history()


class _Past:
    """Organisations and what they did so far."""

    def __init__(self, habits: Habits, rng: random.Random) -> None:
        self._habits, self._rng = habits, rng
        self._organisations = [
            {
                "id": f"example-{number}",
                "services": rng.sample(SERVICES, rng.randint(1, 3)),
                "areas": [
                    AREAS[number % len(AREAS)],
                    *rng.sample(AREAS, rng.random() < 1 / 3),
                ],
            }
            for number in range(habits.organisations)
        ]
        self._popularity: Counter[str] = Counter()
        self._ties: Counter[frozenset[str]] = Counter()

    def history(self) -> dict[str, Any]:
        """Let them found one partnership after the other, each on a later day."""
        return {
            "organisations": self._organisations,
            "partnerships": [
                self._partnership(date(2015, 1, 1) + timedelta(days=14 * number))
                for number in range(self._habits.partnerships)
            ],
        }

    def _partnership(self, day: date) -> dict[str, Any]:
        lead = self._rng.choice(self._organisations)
        area = self._rng.choice(lead["areas"])
        team, services = [lead["id"]], [self._rng.choice(lead["services"])]
        for _ in range(self._rng.choice((1, 2, 2, 3))):
            services.append(self._rng.choice(SERVICES))
            team.append(self._partner(team, services[-1], area))
        self._popularity.update(team)
        self._ties.update(map(frozenset, combinations(team, 2)))
        return {
            "date": day.isoformat(),
            "lead": team[0],
            "members": team[1:],
            "services": sorted(set(services)),
            "areas": [area],
        }

    def _partner(self, team: list[str], service: str, area: str) -> str:
        others = [row for row in self._organisations if row["id"] not in team]
        weights = [self._likelihood(row, team, service, area) for row in others]
        return str(self._rng.choices(others, weights)[0]["id"])

    def _likelihood(self, row: dict[str, Any], team: list[str], service: str, area: str) -> float:
        habits, key = self._habits, row["id"]
        does = service in row["services"] and area in row["areas"]
        ties = sum(self._ties[frozenset({key, member})] for member in team)
        return (
            (habits.does_what_is_missing if does else 1)
            * (habits.is_neighbour if row["areas"][0] == area else 1)
            * (1 + habits.for_each_tie * ties)
            * (1 + self._popularity[key]) ** habits.power_of_popularity
        )
