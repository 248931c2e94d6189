"""What a matching is about: lots, cells to cover, providers that declare skills, and the rules."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

RULES_VERSION = "2026-11.5"
"""Changes whenever the same inputs may give another team; stored with each run."""


class TurnoverMode(StrEnum):
    """How a tender tests the members' turnover; notices differ, so none is assumed."""

    NONE = "none"
    AGGREGATE = "aggregate"
    LEAD = "lead"
    EACH = "each"


@dataclass(frozen=True, kw_only=True)
class Lot:
    """One lot: the areas that somebody has to serve, and hours a week (0 when the notice
    says none).
    """

    key: str
    areas: frozenset[str] = frozenset()
    weekly_hours: int = 0
    only_kinds: frozenset[str] = frozenset()
    """Kinds that it is reserved for: whoever works in it is of one; none where all may."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One thing that exactly one member answers for: a capability in a lot, in one area if
    it names one.
    """

    key: str
    lot: str
    capability: str
    area: str | None = None
    needs_registration: bool = False
    least_rating: int = 0


@dataclass(frozen=True, kw_only=True)
class Skill:
    """One declared capability with its areas; ``quality`` is a whole number, higher is better.

    ``rating`` is the regulator's, from 4 for the best to 1; 0 for none.
    """

    capability: str
    areas: frozenset[str]
    is_registered: bool = False
    rating: int = 0
    quality: int = 0


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One provider that is open to matching: hours a week it offers, turnover in thousand
    pounds.
    """

    key: str
    skills: tuple[Skill, ...]
    weekly_hours: int = 0
    turnover: int = 0
    may_lead: bool = False
    max_share_percent: int = 100
    max_team_size: int = 6
    """Members of a team that it would be in, itself among them."""
    values: frozenset[str] = frozenset()
    """What it stands for."""
    kinds: frozenset[str] = frozenset()
    """What it is, of the kinds that lots are reserved for."""


@dataclass(frozen=True, kw_only=True)
class Tie:
    """An earlier working relation between two providers, confirmed by both."""

    first: str
    second: str
    weight: int = 1


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Limits on a team, and the prices that turn preferences into one whole number."""

    min_members: int = 2
    max_members: int = 6
    min_weekly_hours: int = 10
    """Fewest hours a week of a member that is active in a lot with hours: no passengers."""
    max_share_percent: int = 60
    """Largest part of a lot's hours for one member: no prime with ornaments."""
    turnover_mode: TurnoverMode = TurnoverMode.NONE
    required_turnover: int = 0
    lead_turnover: int = 0
    """Least turnover of the lead, in thousand pounds, beside the mode above."""
    backup_reward: int = 5
    member_cost: int = 10
    pair_cost: int = 2
    affinity_tolerance_percent: int = 3
    """How much quality affinity may cost: it helps but does not decide."""
    tie_weight: int = 4
    """An earlier tie counts like so many things that both stand for."""
    value_weight: int = 1
    max_lots: int = 0
    """Most lots that one bid may name; 0 where the notice sets no limit."""
    is_one_standalone_at_most: bool = True
    """Two members who could each bid alone are competitors; joint bids of such are not
    suggested.
    """


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Everything a matching depends on; equal problems have equal teams, whatever their order."""

    tender: str
    lots: tuple[Lot, ...]
    cells: tuple[Cell, ...]
    providers: tuple[Provider, ...]
    forbidden_pairs: frozenset[frozenset[str]] = frozenset()
    ties: tuple[Tie, ...] = ()
    rules: Rules = field(default_factory=Rules)

    @property
    def lots_bid(self) -> int:
        """For how many lots a team bids: for as many as it may."""
        return min(self.rules.max_lots or len(self.lots), len(self.lots))

    @property
    def has_choice_of_lots(self) -> bool:
        """Whether a team has to leave lots out."""
        return self.lots_bid < len(self.lots)

    @cached_property
    def holders(self) -> dict[str, frozenset[str]]:
        """By value, in its order, the providers that stand for it; without those of one alone."""
        found: dict[str, set[str]] = {}
        for item in self.providers if self.rules.value_weight else ():
            for value in item.values:
                found.setdefault(value, set()).add(item.key)
        return {value: frozenset(keys) for value, keys in sorted(found.items()) if len(keys) > 1}

    @property
    def has_affinity(self) -> bool:
        """Whether any team could have some."""
        return bool(self.ties or self.holders)

    def without_affinity(self) -> "Problem":
        """The same, where quality alone chooses among teams."""
        return replace(self, ties=(), rules=replace(self.rules, value_weight=0))

    def fingerprint(self) -> str:
        """SHA-256 over the problem and the version of the rules, independent of the order of
        its parts.
        """
        content = json.dumps([RULES_VERSION, _ordered(asdict(self))], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def _ordered(value: Any) -> Any:
    """Sets and sequences as sorted lists: order carries no meaning in a problem."""
    if isinstance(value, dict):
        return {key: _ordered(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list, set, frozenset)):
        return sorted(
            (_ordered(inner) for inner in value),
            key=lambda inner: json.dumps(inner, sort_keys=True),
        )
    return value


LOTTERY_SIZE = 64


def lottery_number(*, tender: str, provider: str) -> int:
    """A fair number below LOTTERY_SIZE that breaks exact ties: by tender, never by the alphabet."""
    return _digest(tender, provider)[0] % LOTTERY_SIZE


def draw_order(*, tender: str, provider: str) -> bytes:
    """Sorts providers in an order of the tender's own, whatever order their rows came in."""
    return _digest(tender, provider)


def _digest(tender: str, provider: str) -> bytes:
    return hashlib.sha256(f"{tender}\x00{provider}".encode()).digest()
