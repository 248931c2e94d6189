"""Where one cell cannot be covered, exactly that cell is named, whatever else is asked for."""

import dataclasses
import random

import pytest

from portal.consortia.matching.explain import missing
from portal.consortia.matching.problem import Cell, Problem, Provider, Skill, TurnoverMode
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import GapKind, Status
from portal.consortia.matching.verify import violations
from tests.benchmarks.generated_tenders import generated_problem


def without_cell(problem: Problem, cell: Cell) -> Problem:
    """The same problem where no provider gives the cell's capability in the places of its lot."""
    places = next(lot.areas for lot in problem.lots if lot.key == cell.lot)

    def left(skill: Skill) -> Skill:
        is_it = skill.capability == cell.capability
        return dataclasses.replace(skill, areas=skill.areas - places) if is_it else skill

    return dataclasses.replace(
        problem,
        providers=tuple(
            dataclasses.replace(item, skills=tuple(map(left, item.skills)))
            for item in problem.providers
        ),
    )


def with_shut_out_holder(problem: Problem, cell: Cell) -> Problem:
    """Besides, the cell's lot is reserved, and one that gives it is of no kind that may work."""
    places = next(lot.areas for lot in problem.lots if lot.key == cell.lot)
    skill = Skill(capability=cell.capability, areas=places, is_registered=True, quality=100)
    holder = Provider(key="shut-out", skills=(skill,), weekly_hours=500, turnover=9_000)
    return dataclasses.replace(
        problem,
        providers=(
            *(dataclasses.replace(item, kinds=frozenset({"sme"})) for item in problem.providers),
            holder,
        ),
        lots=tuple(
            dataclasses.replace(lot, only_kinds=frozenset({"sme"})) if lot.key == cell.lot else lot
            for lot in problem.lots
        ),
    )


def with_barred_holder(problem: Problem, cell: Cell) -> Problem:
    """Besides, one provider that gives it, and may be in no team for its turnover."""
    places = next(lot.areas for lot in problem.lots if lot.key == cell.lot)
    skill = Skill(capability=cell.capability, areas=places, is_registered=True, quality=100)
    holder = Provider(key="barred", skills=(skill,), weekly_hours=500, turnover=0)
    rules = dataclasses.replace(problem.rules, turnover_mode=TurnoverMode.EACH, required_turnover=1)
    return dataclasses.replace(problem, providers=(*problem.providers, holder), rules=rules)


class TestPlantedGap:
    @pytest.mark.parametrize("seed", range(50))
    def test_is_named_exactly(self, seed):
        whole = generated_problem(
            providers=300, lots=2, capabilities=5, seed=seed, has_affinity=False
        )
        rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
        cell = rng.choice(whole.cells)
        problem = without_cell(whole, cell)
        is_offered = bool(seed % 2)
        if is_offered:
            problem = with_barred_holder(problem, cell)
        elif seed % 4:
            problem = with_shut_out_holder(problem, cell)

        best = solve(problem, alternatives=0).best

        assert best.status is Status.OPTIMAL
        assert [(gap.kind, gap.cell) for gap in best.team.gaps] == [(GapKind.CELL, cell.key)]
        assert [item.nobody_can for item in missing(problem, best.team)] == [not is_offered]
        assert violations(problem, best.team) == []
