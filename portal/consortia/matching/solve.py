"""Solves a matching to proven optimality with OR-Tools CP-SAT; the one module that runs a
solver.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from portal.consortia.matching.formulation import Formulation, Variable
from portal.consortia.matching.problem import LOTTERY_SIZE, Problem
from portal.consortia.matching.team import Gap, GapKind, Result, Solution, Status, Team

WORK_LIMIT = 20.0
"""Work allowed to prove one team best, in the solver's deterministic units: two or three
seconds each.
"""
TIES_WORK_LIMIT = 2.0
"""Work allowed to look for earlier ties, which help and do not decide."""
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
    best = _solved(problem, (), limit, has_ties=bool(problem.ties))
    found = [best]
    while len(found) <= alternatives and found[-1].team is not None:
        known = tuple(item.team.members for item in found if item.team is not None)
        found.append(_solved(problem, known, limit, has_ties=False))
    others = [item for item in found[1:] if item.team is not None]
    return Result(best=best, alternatives=tuple(others))


def _solved(
    problem: Problem, unlike: tuple[frozenset[str], ...], limit: float, *, has_ties: bool
) -> Solution:
    """Look for a team without gaps; only where none is found, for the one with the fewest."""
    strict = _Search(_formulation(problem, unlike, is_strict=True), limit)
    solution = strict.run(has_ties=has_ties)
    if solution.team is not None:
        return solution
    return _Search(_formulation(problem, unlike, is_strict=False), limit).run(has_ties=has_ties)


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

    def __init__(self, formulation: Formulation, limit: float) -> None:
        self._form = formulation
        self._limit = limit
        self._spent = 0.0
        self._team: Team | None = None

    def run(self, *, has_ties: bool) -> Solution:
        form = self._form
        if len(form.candidates) < form.problem.rules.min_members:
            return Solution(status=Status.INFEASIBLE, team=None)
        is_proven = True
        if not form.is_strict:
            gaps = self._stage(form.model.minimize, form.slack, self._limit)
            if self._team is None:
                return Solution(status=gaps.status, team=None, deterministic_seconds=self._spent)
            form.model.add(form.slack <= gaps.value)
            is_proven = gaps.status is Status.OPTIMAL
        # The whole number that orders teams by quality, then by lottery.
        scale = LOTTERY_SIZE * form.problem.rules.max_members
        order = scale * form.quality - form.lottery
        best = self._stage(form.model.maximize, order, self._limit)
        if self._team is None:
            return Solution(status=best.status, team=None, deterministic_seconds=self._spent)
        is_proven &= best.status is Status.OPTIMAL
        quality = -(-best.value // scale)
        return Solution(
            status=Status.OPTIMAL if is_proven else Status.FEASIBLE,
            objective=quality,
            bound=-(-best.bound // scale),
            are_ties_proven=self._prefer_ties(order, scale, quality) if has_ties else True,
            team=self._team,
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
            self._stage(form.model.maximize, order, self._limit)
        else:
            self._team = before
        return False

    def _stage(self, aim: Callable[[Variable], None], objective: Variable, limit: float) -> _Stage:
        """Solve for one objective; a team found becomes the current one and the next stage's
        hint.
        """
        aim(objective)
        solver = _solver(limit)
        code = solver.solve(self._form.model)
        self._spent += solver.response_proto.deterministic_time
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
    leads = [key for key, variable in form.lead.items() if solver.value(variable)]
    return Team(
        members=members,
        lead=leads[0] if leads else None,
        primes={cell: provider for provider, cell in chosen(form.prime)},
        active=active,
        hours={pair: solver.value(form.hours[pair]) for pair in active if pair in form.hours},
        gaps=_gaps(form, solver),
        quality=solver.value(form.quality),
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
