"""Solves a matching to proven optimality with OR-Tools CP-SAT; the one module that runs a
solver.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from portal.consortia.matching.formulation import Formulation, Variable
from portal.consortia.matching.problem import LOTTERY_SIZE, Problem
from portal.consortia.matching.team import Gap, GapKind, Result, Solution, Status, Team

WORK_LIMIT = 15.0
"""Work allowed for all teams together, in the solver's deterministic units: about two seconds
each. The best team of 2,000 providers takes one or two.
"""
TIES_WORK_LIMIT = 2.0
"""Work allowed to look for earlier ties, which help and do not decide."""
LEAST_WORK = 1e-9
"""A limit of nothing would mean no limit to the solver."""
DISTANCE = 2
"""Members by which an alternative differs from each better team."""


def solve(problem: Problem, *, alternatives: int = 3, limit: float = WORK_LIMIT) -> Result:
    """The best team, and up to ``alternatives`` that each leave out two members of every better
    one.

    Stages, each kept while the next is solved: fewest gaps (O0); highest quality per cell, and
    among exact equals the lowest lottery of tender and provider (O1); for the best team, most
    earlier ties within the tolerance of O1 (O2). A limit of work, not of time, so that the same
    problem has the same answer on every machine.
    """
    work = _Work(limit)
    best = _solved(problem, (), work, has_ties=bool(problem.ties))
    found = [best]
    while len(found) <= alternatives and found[-1].team is not None and work.is_left:
        known = tuple(item.team.members for item in found if item.team is not None)
        found.append(_solved(problem, known, work, has_ties=False))
    others = [item for item in found[1:] if item.team is not None]
    return Result(best=best, alternatives=tuple(others))


class _Work:
    """What is left of the allowance that all searches of one call share."""

    def __init__(self, limit: float) -> None:
        self.left = limit

    @property
    def is_left(self) -> bool:
        return self.left > 0


def _solved(
    problem: Problem, unlike: tuple[frozenset[str], ...], work: _Work, *, has_ties: bool
) -> Solution:
    """Look for a team without gaps; only where none is found, for the one with the fewest."""
    strict = _Search(_formulation(problem, unlike, is_strict=True), work)
    # Half is kept back: where no complete team is found in time, one with gaps still may be.
    solution = strict.run(has_ties=has_ties, limit=work.left / 2)
    if solution.team is not None:
        return solution
    elastic = _Search(_formulation(problem, unlike, is_strict=False), work)
    return elastic.run(has_ties=has_ties, limit=work.left)


def _formulation(
    problem: Problem, unlike: tuple[frozenset[str], ...], *, is_strict: bool
) -> Formulation:
    formulation = Formulation(problem, is_strict=is_strict)
    for members in unlike:
        formulation.forbid_nearly_the_same(members, distance=DISTANCE)
    return formulation


@dataclass(frozen=True, kw_only=True)
class _Stage:
    status: Status
    value: int
    bound: int


class _Search:
    """The stages of one team on one model."""

    def __init__(self, formulation: Formulation, work: _Work) -> None:
        self._form = formulation
        self._work = work
        self._spent = 0.0
        self._team: Team | None = None

    def run(self, *, has_ties: bool, limit: float) -> Solution:
        form = self._form
        if len(form.candidates) < form.problem.rules.min_members:
            return Solution(status=Status.INFEASIBLE, team=None)
        is_proven = True
        if not form.is_strict:
            gaps = self._stage(form.model.minimize, form.slack, limit)
            if self._team is None:
                return Solution(status=gaps.status, team=None, deterministic_seconds=self._spent)
            form.model.add(form.slack <= gaps.value)
            is_proven = gaps.status is Status.OPTIMAL
        # The whole number that orders teams by quality, then by lottery.
        scale = LOTTERY_SIZE * form.problem.rules.max_members
        order = scale * form.quality - form.lottery
        best = self._stage(form.model.maximize, order, limit)
        if self._team is None:
            return Solution(status=best.status, team=None, deterministic_seconds=self._spent)
        if best.status is Status.UNKNOWN:
            # The search for gaps left a team, and no work was left to look for a better one.
            return self._solution(Status.FEASIBLE, self._team.quality, form.top_quality)
        quality, bound = -(-best.value // scale), -(-best.bound // scale)
        are_ties_proven = self._prefer_ties(order, scale, quality) if has_ties else True
        is_proven &= best.status is Status.OPTIMAL
        status = Status.OPTIMAL if is_proven else Status.FEASIBLE
        return self._solution(status, quality, bound, are_ties_proven=are_ties_proven)

    def _solution(
        self, status: Status, objective: int, bound: int, *, are_ties_proven: bool = False
    ) -> Solution:
        return Solution(
            status=status,
            team=self._team,
            objective=objective,
            bound=bound,
            are_ties_proven=are_ties_proven,
            deterministic_seconds=self._spent,
        )

    def _prefer_ties(self, order: Variable, scale: int, quality: int) -> bool:
        """Move to the team with most ties within the tolerance; True when no other has more."""
        form, before = self._form, self._team
        percent = form.problem.rules.affinity_tolerance_percent
        floor = quality - abs(quality) * percent // 100
        form.model.add(form.quality >= floor)
        # One tie outweighs all quality inside the tolerance, and never anything below it.
        whole = scale * (2 + quality - floor)
        stage = self._stage(form.model.maximize, whole * form.affinity + order, TIES_WORK_LIMIT)
        if stage.status is Status.OPTIMAL:
            return True
        if before and self._team and self._team.affinity > before.affinity:
            # The search stopped early: settle who does what among the members it had found.
            for key, variable in form.member.items():
                form.model.add(variable == int(key in self._team.members))
            self._stage(form.model.maximize, order, TIES_WORK_LIMIT)
        else:
            self._team = before
        return False

    def _stage(self, aim: Callable[[Variable], None], objective: Variable, limit: float) -> _Stage:
        """Solve for one objective; a team found becomes the current one and the next stage's
        hint.
        """
        aim(objective)
        solver = _solver(max(min(limit, self._work.left), LEAST_WORK))
        code = solver.solve(self._form.model)
        self._spent += solver.response_proto.deterministic_time
        self._work.left -= solver.response_proto.deterministic_time
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


def _solver(limit: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    # One worker with full linearization proves these models in seconds; two workers, or one with
    # the default linearization, not in a minute (google/or-tools#3662). The relaxation is so tight
    # that cuts and probing only cost time: without them 2,000 providers take half as long.
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.cut_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = limit
    return solver


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
        affinity=sum(tie.weight for tie in form.problem.ties if {tie.first, tie.second} <= members),
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
