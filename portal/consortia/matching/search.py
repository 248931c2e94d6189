"""Runs the solver on one model of a team, stage after stage."""

import math
from collections.abc import Callable, Set
from dataclasses import dataclass

from ortools.sat.python import cp_model

from portal.consortia.matching.affinity import Variable, affinity_of
from portal.consortia.matching.formulation import Formulation
from portal.consortia.matching.problem import LOTTERY_SIZE
from portal.consortia.matching.solver import new_solver
from portal.consortia.matching.team import Gap, GapKind, Solution, Status, Team

AFFINITY_WORK_LIMIT = 0.5
"""Work allowed to look for more affinity, which helps and does not decide."""
LEAST_WORK = 1e-9
"""A limit of nothing would mean no limit to the solver."""


class Work:
    """What is left of the allowance that all searches of one call share, in the solver's
    deterministic seconds.
    """

    def __init__(self, limit: float) -> None:
        self.left = limit
        self.spent = 0.0
        self._reserved = 0.0

    def reserve(self, amount: float) -> None:
        """Keep so much back from the searches that follow, until told otherwise."""
        self._reserved = amount

    @property
    def allowed(self) -> float:
        """What the next search may take."""
        return max(self.left - self._reserved, LEAST_WORK)

    def take(self, amount: float) -> None:
        """Note what a search took."""
        self.left -= amount
        self.spent += amount

    @property
    def is_left(self) -> bool:
        return self.left > 0


@dataclass(frozen=True, kw_only=True)
class _Stage:
    status: Status
    value: int
    bound: int


class Search:
    """The stages of one team on one model."""

    def __init__(self, formulation: Formulation, work: Work) -> None:
        self._form = formulation
        self._work = work
        self._team: Team | None = None
        # The whole number that orders teams by quality, then by lottery.
        self._scale = LOTTERY_SIZE * formulation.problem.rules.max_members
        self._order = self._scale * formulation.quality - formulation.lottery

    def best(self) -> Solution:
        """Fewest gaps, then highest quality, then lowest lottery."""
        form = self._form
        if len(form.candidates) < form.problem.rules.min_members:
            return Solution(status=Status.INFEASIBLE, team=None)
        is_proven = True
        if not form.is_strict:
            gaps = self._stage(form.model.minimize, form.slack)
            if self._team is None:
                return Solution(status=gaps.status, team=None)
            form.model.add(form.slack <= gaps.value)
            is_proven = gaps.status is Status.OPTIMAL
        found = self._stage(form.model.maximize, self._order)
        if self._team is None:
            return Solution(status=found.status, team=None)
        if found.status is Status.UNKNOWN:
            # The search for gaps left a team, and no work was left to look for a better one.
            return self._solution(Status.FEASIBLE, self._team.quality, form.top_quality)
        is_proven &= found.status is Status.OPTIMAL
        return self._solution(
            Status.OPTIMAL if is_proven else Status.FEASIBLE,
            -(-found.value // self._scale),
            -(-found.bound // self._scale),
        )

    def better(self, *, than: Team, outsiders: Set[str]) -> Solution:
        """The best team with an outsider, if it has higher quality or, at equal quality, a lower
        lottery than the complete team ``than``; INFEASIBLE when there is none.
        """
        form = self._form
        form.model.add(self._order > self._scale * than.quality - form.lottery_of(than.members))
        form.model.add_bool_or(form.member[key] for key in sorted(outsiders))
        return self.best()

    def more_affinity(self, *, than: Team, floor: int) -> tuple[Status, Team | None]:
        """A team with more affinity than ``than``, no more gaps and at least ``floor`` of quality.

        INFEASIBLE when there is none. The highest-quality team is the best among those with as
        much affinity as it has, so only teams with more need to be looked at.
        """
        form = self._form
        form.model.add(form.quality >= floor)
        form.model.add(form.affinity > than.affinity)
        form.model.add(form.slack <= form.slack_of(than))
        # A little affinity outweighs all quality that a team above the floor can have, and the
        # lottery.
        whole = self._scale * (2 + form.top_quality - floor)
        aim = whole * form.affinity + self._order
        stage = self._stage(form.model.maximize, aim, limit=AFFINITY_WORK_LIMIT)
        if stage.status is Status.FEASIBLE and self._team is not None:
            # The search stopped early: settle who does what among the members it had found.
            for key, variable in form.member.items():
                form.model.add(variable == int(key in self._team.members))
            self._stage(form.model.maximize, self._order, limit=AFFINITY_WORK_LIMIT)
        return stage.status, self._team

    def _solution(self, status: Status, objective: int, bound: int) -> Solution:
        return Solution(status=status, team=self._team, objective=objective, bound=bound)

    def _stage(
        self,
        aim: Callable[[Variable], None],
        objective: Variable,
        *,
        limit: float = math.inf,
    ) -> _Stage:
        """Solve for one objective; a team found becomes the current one and the next stage's
        hint.
        """
        aim(objective)
        solver = new_solver(limit=min(limit, self._work.allowed))
        # Probing costs more than it saves: without it 2,000 providers take half as long.
        solver.parameters.cp_model_probing_level = 0
        code = solver.solve(self._form.model)
        self._work.take(solver.response_proto.deterministic_time)
        if code not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            status = Status.INFEASIBLE if code == cp_model.INFEASIBLE else Status.UNKNOWN
            return _Stage(status=status, value=0, bound=0)
        self._team = _team(self._form, solver)
        self._hint(solver)
        return _Stage(
            status=Status.OPTIMAL if code == cp_model.OPTIMAL else Status.FEASIBLE,
            value=round(solver.objective_value),
            bound=round(solver.best_objective_bound),
        )

    def _hint(self, solver: cp_model.CpSolver) -> None:
        model = self._form.model
        model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools is typed in part.
        for index, value in enumerate(solver.response_proto.solution):
            model.add_hint(model.get_int_var_from_proto_index(index), value)


def _team(form: Formulation, solver: cp_model.CpSolver) -> Team:
    def chosen(variables: dict[tuple[str, str], Variable]) -> list[tuple[str, str]]:
        return [pair for pair, variable in variables.items() if solver.value(variable)]

    active = frozenset(chosen(form.active))
    members = frozenset(key for key, variable in form.member.items() if solver.value(variable))
    primes = {cell: provider for provider, cell in chosen(form.prime)}
    leads = [key for key, variable in form.lead.items() if solver.value(variable)]
    return Team(
        members=members,
        lead=leads[0] if leads else None,
        primes=primes,
        active=active,
        hours={pair: solver.value(form.hours[pair]) for pair in active if pair in form.hours},
        gaps=_gaps(form, solver),
        quality=form.quality_of(members, active, primes),
        affinity=affinity_of(form.problem, members),
        left_out=frozenset(lot for lot, chosen in form.chosen.items() if not solver.value(chosen)),
    )


def _gaps(form: Formulation, solver: cp_model.CpSolver) -> tuple[Gap, ...]:
    lots = {cell.key: cell.lot for cell in form.problem.cells}
    gaps = [
        Gap(kind=GapKind.CELL, lot=lots[cell], cell=cell)
        for cell, gap in form.cell_gap.items()
        if solver.value(gap)
    ]
    gaps += [
        Gap(kind=GapKind.AREA, lot=lot, area=area)
        for (lot, area), gap in form.area_gap.items()
        if solver.value(gap)
    ]
    for lot, gap in form.hours_gap.items():
        if solver.value(gap):
            gaps.append(Gap(kind=GapKind.HOURS, lot=lot, hours=solver.value(gap)))
    if solver.value(form.lead_gap):
        gaps.append(Gap(kind=GapKind.LEAD))
    return tuple(gaps)
