"""What a matching gives back: teams, what each member does, what is missing, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How far the solver got; only OPTIMAL may be called best."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class GapKind(StrEnum):
    """What a team lacks."""

    CELL = "cell"
    AREA = "area"
    HOURS = "hours"
    LEAD = "lead"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One thing that nobody in the team covers; ``hours`` is the shortfall a week of an
    HOURS gap.
    """

    kind: GapKind
    lot: str = ""
    cell: str = ""
    area: str = ""
    hours: int = 0


@dataclass(frozen=True, kw_only=True)
class Team:
    """A set of providers with one prime for each covered cell.

    ``active`` holds (provider, lot); ``hours`` maps the same pairs to hours a week, for lots that
    ask for hours. ``quality`` and ``affinity`` are the values of the two stages of the objective.
    """

    members: frozenset[str]
    lead: str | None
    primes: Mapping[str, str]
    active: frozenset[tuple[str, str]]
    hours: Mapping[tuple[str, str], int]
    gaps: tuple[Gap, ...]
    quality: int
    affinity: int
    left_out: frozenset[str] = frozenset()
    """Lots that the team does not bid for, because one bid may name only so many."""


@dataclass(frozen=True, kw_only=True)
class Solution:
    """One team with its certificate.

    ``status`` speaks of gaps and quality: ``objective`` is the highest quality found among teams
    with the fewest gaps, ``bound`` what none can beat; they are equal when it is proven. The team
    itself may have a little less, in favour of affinity (within the rules' tolerance).
    ``is_affinity_proven`` says whether the search for more affinity came to its end.
    """

    status: Status
    team: Team | None
    objective: int = 0
    bound: int = 0
    is_affinity_proven: bool = True
    deterministic_seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Result:
    """The best team and genuinely different alternatives, best first."""

    best: Solution
    alternatives: tuple[Solution, ...] = field(default=())
