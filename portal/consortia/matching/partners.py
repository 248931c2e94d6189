"""Ranks providers by what each would add to a lead and members already agreed, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.consortia.matching.eligibility import (
    Abilities,
    abilities,
    least_lead_turnover,
    stands_alone,
)
from portal.consortia.matching.problem import Cell, Problem, Provider, draw_order

EIGHTHS = 8


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What one provider would add; each part is read from what it declares.

    ``quality`` is by how much the whole-number quality of the cells and their backups would rise;
    ``weekly_hours`` how many of the hours that the team does not offer yet it could give at most.
    ``ties`` is the weight of its ties to the team; ``shared_ties`` counts, for each member, the
    others whom both it and that member have ties to.
    """

    provider: str
    fills: tuple[Cell, ...] = ()
    new_areas: tuple[tuple[str, str], ...] = ()
    """(lot, area) that no member serves yet."""
    betters: tuple[Cell, ...] = ()
    backs_up: tuple[Cell, ...] = ()
    weekly_hours: int = 0
    is_needed_lead: bool = False
    quality: int = 0
    ties: int = 0
    shared_ties: int = 0

    @property
    def gaps_closed(self) -> int:
        """Cells, areas and a lead that the team lacks and this provider brings."""
        return len(self.fills) + len(self.new_areas) + self.is_needed_lead

    @property
    def closeness(self) -> int:
        """How near it is to the team: a tie of its own counts like two that it shares."""
        return 2 * self.ties + self.shared_ties

    @property
    def worth(self) -> int:
        """Gaps closed in eighths, and one eighth for each point of closeness up to a whole gap."""
        return EIGHTHS * self.gaps_closed + min(self.closeness, EIGHTHS)

    @property
    def is_nothing(self) -> bool:
        """Whether neither a declared fact nor a tie speaks for it."""
        return not (self.gaps_closed or self.quality or self.weekly_hours or self.closeness)


def rank_partners(problem: Problem, agreed: Sequence[str]) -> tuple[Contribution, ...]:
    """Every provider that would add something to ``agreed``, who adds most first.

    Gaps closed count first, with all ties together like one more at most, so that they help and do
    not decide; then closeness, hours and quality; exact equals are ordered by the tender's own
    draw. With how many others somebody has worked counts for nothing by itself, because newcomers
    would never catch up. Nobody appears who may not be paired with a member, who could bid alone
    beside a member that could too, or with whom the team would be larger than one of them wants.

    Raises:
        ValueError: one of ``agreed`` is no provider of the problem.
    """
    known = {provider.key: provider for provider in problem.providers}
    strangers = [key for key in agreed if key not in known]
    if strangers:
        raise ValueError(strangers)
    able = abilities(problem)
    team = _Team(problem, able, [known[key] for key in agreed])
    found = [team.contribution_of(item) for item in team.admissible()]
    return tuple(
        sorted(
            (item for item in found if not item.is_nothing),
            key=lambda item: (
                -item.worth,
                -item.closeness,
                -item.weekly_hours,
                -item.quality,
                draw_order(tender=problem.tender, provider=item.provider),
            ),
        )
    )


class _Team:
    """What the agreed members cover by themselves, read once for all candidates."""

    def __init__(self, problem: Problem, able: Abilities, members: list[Provider]) -> None:
        self._problem, self._able, self._members = problem, able, members
        self._keys = {item.key for item in members}
        self._scores = {
            cell.key: [
                able.quality[item.key, cell.key]
                for item in members
                if (item.key, cell.key) in able.quality
            ]
            for cell in problem.cells
        }
        self._unserved = [
            (lot, area)
            for lot in problem.lots
            for area in sorted(lot.areas)
            if not any(able.serves(item, area, lot) for item in members)
        ]
        hours = sum(lot.weekly_hours for lot in problem.lots)
        self._hours_missing = max(0, hours - sum(self._hours_of(item) for item in members))
        self._has_lead = any(self._may_lead(item) for item in members)
        self._has_standalone = self._any_standalone()
        self._near: dict[str, set[str]] = {}
        self._weights: dict[frozenset[str], int] = {}
        for tie in problem.ties:
            self._near.setdefault(tie.first, set()).add(tie.second)
            self._near.setdefault(tie.second, set()).add(tie.first)
            pair = frozenset({tie.first, tie.second})
            self._weights[pair] = self._weights.get(pair, 0) + tie.weight

    def admissible(self) -> list[Provider]:
        """Providers outside the team that may be asked at all."""
        barred = {
            key for pair in self._problem.forbidden_pairs if pair & self._keys for key in pair
        }
        return [
            item
            for item in self._problem.providers
            if item.key not in self._keys | barred
            and all(one.max_team_size > len(self._members) for one in (item, *self._members))
            and not (self._has_standalone and stands_alone(self._problem, item, self._able))
        ]

    def contribution_of(self, item: Provider) -> Contribution:
        """What the provider would add; all zero when it adds nothing."""
        reward = self._problem.rules.backup_reward
        fills, betters, backs_up, quality = [], [], [], 0
        for cell in self._problem.cells:
            own = self._able.quality.get((item.key, cell.key))
            scores = self._scores[cell.key]
            if own is None:
                continue
            quality += max(0, own - max(scores, default=0)) + (reward if len(scores) == 1 else 0)
            if not scores:
                fills.append(cell)
            elif own > max(scores):
                betters.append(cell)
            elif len(scores) == 1:
                backs_up.append(cell)
        near = self._near.get(item.key, set())
        return Contribution(
            provider=item.key,
            fills=tuple(fills),
            new_areas=tuple(
                (lot.key, area)
                for lot, area in self._unserved
                if self._able.serves(item, area, lot)
            ),
            betters=tuple(betters),
            backs_up=tuple(backs_up),
            weekly_hours=min(self._hours_missing, self._hours_of(item)),
            is_needed_lead=not self._has_lead and self._may_lead(item),
            quality=quality,
            ties=sum(self._weights[frozenset({item.key, key})] for key in near & self._keys),
            shared_ties=sum(len(near & self._near.get(key, set())) for key in self._keys),
        )

    def _hours_of(self, item: Provider) -> int:
        """Hours it could give to all lots in which it can do something."""
        share = min(self._problem.rules.max_share_percent, item.max_share_percent)
        own = set(self._able.lots_of(item))
        most = sum(lot.weekly_hours * share // 100 for lot in self._problem.lots if lot.key in own)
        return min(item.weekly_hours, most)

    def _may_lead(self, item: Provider) -> bool:
        return item.may_lead and item.turnover >= least_lead_turnover(self._problem.rules)

    def _any_standalone(self) -> bool:
        return self._problem.rules.is_one_standalone_at_most and any(
            stands_alone(self._problem, item, self._able) for item in self._members
        )
