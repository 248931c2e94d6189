"""The matching as a CP-SAT model: variables, constraints and the whole-number stages of its
objective.

Names follow the usual notation of team formation with capacities: member x, active u, prime a,
backup b, hours h, lead d and slack s (Lappas, Liu and Terzi, KDD 2009, for the covering part).
"""

from collections.abc import Mapping, Set
from itertools import pairwise

from ortools.sat.python import cp_model

from portal.consortia.matching.affinity import Variable, add_affinity
from portal.consortia.matching.eligibility import (
    NO_GAPS,
    CertainGaps,
    abilities,
    hours_range,
    is_active_possible,
    least_lead_turnover,
    stands_alone,
)
from portal.consortia.matching.problem import (
    Lot,
    Problem,
    Provider,
    TurnoverMode,
    draw_order,
    lottery_number,
)
from portal.consortia.matching.team import GapKind, Team


class Formulation:
    """One model of a problem.

    With ``certain`` only teams fit whose gaps are exactly those; without it any gap may be, and
    the slack counts them.
    """

    def __init__(self, problem: Problem, *, certain: CertainGaps | None = None) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self._able = abilities(problem)
        # A canonical order makes the single-threaded search repeatable, whatever order rows came
        # in.
        self.candidates = sorted(
            self._able.candidates,
            key=lambda item: draw_order(tender=problem.tender, provider=item.key),
        )
        self._certain = certain or NO_GAPS
        self.is_strict = certain is not None
        self.member = {item.key: self._bool() for item in self.candidates}
        self.chosen = self._choice_of_lots()
        self.active: dict[tuple[str, str], Variable] = {}
        self.prime: dict[tuple[str, str], Variable] = {}
        self.hours: dict[tuple[str, str], Variable] = {}
        self.lead: dict[str, Variable] = {}
        self.cell_gap: dict[str, Variable] = {}
        self.area_gap: dict[tuple[str, str], Variable] = {}
        self.hours_gap: dict[str, Variable] = {}
        self.lead_gap: Variable = 0
        self._backups: list[Variable] = []
        self._build()
        self.quality = self._quality()
        self.affinity = add_affinity(self.model, problem, self.member)
        self.slack = self._slack()
        self.lottery = sum(
            lottery_number(tender=problem.tender, provider=key) * variable
            for key, variable in self.member.items()
        )

    def lottery_of(self, members: Set[str]) -> int:
        """The members' numbers in the tender's lottery, added up."""
        return sum(lottery_number(tender=self.problem.tender, provider=key) for key in members)

    def forbid_nearly_the_same(self, members: frozenset[str], *, distance: int) -> None:
        """Ask for a team without at least ``distance`` of these members (Brill, 1979:
        alternatives).
        """
        # Those who are no candidates here are left out already.
        known = [self.member[key] for key in sorted(members) if key in self.member]
        self.model.add(sum(known) <= max(len(members) - distance, 0))

    def require(self, members: Set[str]) -> None:
        """Ask for a team with all of these members; nothing fits where one is no candidate."""
        for key in sorted(members):
            # No candidate has nothing to do in any team.
            self.model.add(self.member[key] == 1 if key in self.member else False)

    @property
    def top_quality(self) -> int:
        """A quality that no team can exceed: each cell at its best, and every backup."""
        best: dict[str, int] = {}
        for (_provider, cell), quality in self._able.quality.items():
            best[cell] = max(best.get(cell, 0), quality)
        return sum(best.values()) + self.problem.rules.backup_reward * len(best)

    def quality_of(
        self, members: Set[str], active: Set[tuple[str, str]], primes: Mapping[str, str]
    ) -> int:
        """The quality of one team, also where the search stopped before it had set every backup."""
        rules = self.problem.rules
        total = sum(self._able.quality[provider, cell] for cell, provider in primes.items())
        for cell in self.problem.cells:
            able = [
                key
                for key in members
                if (key, cell.lot) in active and (key, cell.key) in self._able.quality
            ]
            total += rules.backup_reward if len(able) > 1 else 0
        pairs = len(members) * (len(members) - 1) // 2
        return total - rules.member_cost * len(members) - rules.pair_cost * pairs

    def _build(self) -> None:
        for lot in self.problem.lots:
            self._add_activity(lot)
        for provider in self.candidates:
            lots = [self.active[pair] for pair in self._active_pairs(provider)]
            if lots:
                self.model.add_bool_or(lots).only_enforce_if(self.member[provider.key])
            else:
                self.model.add(self.member[provider.key] == 0)
        self._add_cells()
        for lot in self.problem.lots:
            self._add_areas(lot)
            self._add_hours(lot)
        self._add_capacity()
        self._add_size_and_turnover()
        self._add_lead()
        self._add_pairs()

    def _choice_of_lots(self) -> dict[str, Variable]:
        """For each lot, whether the team bids for it; a fact where the notice sets no limit."""
        lots = [lot.key for lot in self.problem.lots]
        if not self.problem.has_choice_of_lots:
            return dict.fromkeys(lots, 1)
        chosen = {lot: self._bool() for lot in lots}
        self.model.add(sum(chosen.values()) == self.problem.lots_bid)
        return chosen

    def _active_pairs(self, provider: Provider) -> list[tuple[str, str]]:
        pairs = [(provider.key, lot.key) for lot in self.problem.lots]
        return [pair for pair in pairs if pair in self.active]

    def _add_activity(self, lot: Lot) -> None:
        for provider in self.candidates:
            if not is_active_possible(self.problem.rules, provider, lot, self._able):
                continue
            pair = (provider.key, lot.key)
            self.active[pair] = self._bool()
            self.model.add_implication(self.active[pair], self.member[provider.key])
            if self.problem.has_choice_of_lots:
                self.model.add_implication(self.active[pair], self.chosen[lot.key])
            if lot.weekly_hours:
                _least, most = hours_range(self.problem.rules, provider, lot)
                self.hours[pair] = self.model.new_int_var(0, most, "")

    def _add_cells(self) -> None:
        for cell in self.problem.cells:
            answers, presences = [], []
            for provider in self.candidates:
                active = self.active.get((provider.key, cell.lot))
                if active is None or (provider.key, cell.key) not in self._able.quality:
                    continue
                prime = self._bool()
                self.prime[provider.key, cell.key] = prime
                self.model.add_implication(prime, active)
                answers.append(prime)
                presences.append(active)
            gap = self._gap(is_certain=cell.key in self._certain.cells)
            self.cell_gap[cell.key] = gap
            self.model.add(sum(answers) + gap == self.chosen[cell.lot])
            if len(presences) > 1:
                backup = self._bool()
                self._backups.append(backup)
                self.model.add(backup <= sum(presences) + gap - self.chosen[cell.lot])
            # A gap is declared only where no active member could cover the cell.
            if not self.is_strict:
                for active in presences:
                    self.model.add_implication(active, gap.negated())

    def _add_areas(self, lot: Lot) -> None:
        for area in sorted(lot.areas):
            serving = [
                self.active[provider.key, lot.key]
                for provider in self.candidates
                if (provider.key, lot.key) in self.active and self._able.serves(provider, area, lot)
            ]
            gap = self._gap(is_certain=(lot.key, area) in self._certain.areas)
            self.area_gap[lot.key, area] = gap
            self.model.add(sum(serving) + gap >= self.chosen[lot.key])

    def _add_hours(self, lot: Lot) -> None:
        if not lot.weekly_hours:
            return
        given = []
        for provider in self.candidates:
            pair = (provider.key, lot.key)
            if pair in self.active:
                least, most = hours_range(self.problem.rules, provider, lot)
                self.model.add(self.hours[pair] >= least * self.active[pair])
                self.model.add(self.hours[pair] <= most * self.active[pair])
                given.append(self.hours[pair])
        is_closed = self.is_strict and lot.key not in self._certain.hours
        top = 0 if is_closed else lot.weekly_hours
        gap = self.model.new_int_var(0, top, "")
        self.hours_gap[lot.key] = gap
        self.model.add(sum(given) + gap >= lot.weekly_hours * self.chosen[lot.key])

    def _add_capacity(self) -> None:
        for provider in self.candidates:
            pairs = [pair for pair in self._active_pairs(provider) if pair in self.hours]
            if len(pairs) > 1:
                self.model.add(sum(self.hours[pair] for pair in pairs) <= provider.weekly_hours)

    def _add_size_and_turnover(self) -> None:
        rules = self.problem.rules
        members = list(self.member.values())
        self.model.add(sum(members) >= rules.min_members)
        self.model.add(sum(members) <= rules.max_members)
        # Ordered counters: counter j is 1 when there are more than j members, so that the sum of
        # j * counter j is the number of pairs, without a variable for each pair.
        self._counters = [self._bool() for _ in range(rules.max_members)]
        self.model.add(sum(self._counters) == sum(members))
        for earlier, later in pairwise(self._counters):
            self.model.add_implication(later, earlier)
        for item in self.candidates:
            if item.max_team_size < rules.max_members:
                one_more = self._counters[max(item.max_team_size, 0)]
                self.model.add_implication(self.member[item.key], one_more.negated())
        if rules.turnover_mode is TurnoverMode.AGGREGATE:
            total = sum(item.turnover * self.member[item.key] for item in self.candidates)
            self.model.add(total >= rules.required_turnover)
        if rules.turnover_mode is TurnoverMode.EACH:
            for item in self.candidates:
                if item.turnover < rules.required_turnover:
                    self.model.add(self.member[item.key] == 0)

    def _add_lead(self) -> None:
        rules = self.problem.rules
        least = least_lead_turnover(rules)
        for item in self.candidates:
            if item.may_lead and item.turnover >= least:
                self.lead[item.key] = self._bool()
                self.model.add_implication(self.lead[item.key], self.member[item.key])
        self.lead_gap = self._gap(is_certain=self._certain.is_lead)
        self.model.add(sum(self.lead.values()) + self.lead_gap == 1)
        if not self.is_strict:
            for key in self.lead:
                self.model.add_implication(self.member[key], self.lead_gap.negated())

    def _add_pairs(self) -> None:
        for pair in sorted(sorted(pair) for pair in self.problem.forbidden_pairs):
            if all(key in self.member for key in pair):
                self.model.add_at_most_one(self.member[key] for key in pair)
        if self.problem.rules.is_one_standalone_at_most:
            alone = [
                self.member[item.key]
                for item in self.candidates
                if stands_alone(self.problem, item, self._able)
            ]
            self.model.add_at_most_one(alone)

    def _quality(self) -> Variable:
        rules = self.problem.rules
        primes = sum(self._able.quality[pair] * variable for pair, variable in self.prime.items())
        pairs = sum(place * counter for place, counter in enumerate(self._counters))
        return (
            primes
            + rules.backup_reward * sum(self._backups)
            - rules.member_cost * sum(self.member.values())
            - rules.pair_cost * pairs
        )

    def _slack(self) -> Variable:
        missing = [*self.cell_gap.values(), *self.area_gap.values(), self.lead_gap]
        return self._whole_gap * sum(missing) + sum(self.hours_gap.values())

    def slack_of(self, team: Team) -> int:
        """Missing hours, and above any sum of them each missing cell, area or lead."""
        is_hours = [gap.kind is GapKind.HOURS for gap in team.gaps]
        return self._whole_gap * is_hours.count(False) + sum(gap.hours for gap in team.gaps)

    @property
    def _whole_gap(self) -> int:
        return 1 + sum(lot.weekly_hours for lot in self.problem.lots)

    def _gap(self, *, is_certain: bool) -> Variable:
        return self.model.new_constant(int(is_certain)) if self.is_strict else self._bool()

    def _bool(self) -> Variable:
        return self.model.new_bool_var("")
