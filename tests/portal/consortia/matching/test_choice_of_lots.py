"""A bid that may name only some lots: the best of all choices, and nobody active elsewhere."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings

from portal.consortia.matching.problem import Lot, Problem, Rules
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import GapKind, Solution, Status
from portal.consortia.matching.verify import violations
from tests.portal.consortia.matching.problems import (
    cell,
    planted_problem,
    provider,
    skill,
    small_problems,
)

thorough = settings(
    deadline=None, max_examples=150, suppress_health_check=list(HealthCheck), derandomize=True
)


def limited(problem: Problem, most: int) -> Problem:
    return dataclasses.replace(problem, rules=dataclasses.replace(problem.rules, max_lots=most))


def restricted(problem: Problem, lot: Lot) -> Problem:
    """The problem as if the notice had this lot alone."""
    cells = tuple(item for item in problem.cells if item.lot == lot.key)
    return dataclasses.replace(problem, lots=(lot,), cells=cells)


def rank(solution: Solution) -> tuple[int, int, int]:
    """Fewest whole gaps, then fewest hours short, then quality."""
    hours = [gap.hours for gap in solution.team.gaps if gap.kind is GapKind.HOURS]
    return len(hours) - len(solution.team.gaps), -sum(hours), solution.objective


class TestChoiceOfLots:
    @thorough
    @given(small_problems())
    def test_is_as_good_as_the_best_lot_by_itself(self, problem):
        # Who could bid alone is a question of the whole notice, so it is tested below.
        rules = dataclasses.replace(problem.rules, is_one_standalone_at_most=False, max_lots=1)
        lots = tuple(dataclasses.replace(lot, weekly_hours=2) for lot in problem.lots)
        problem = dataclasses.replace(problem, rules=rules, lots=lots)
        alone = [solve(restricted(problem, lot), alternatives=0).best for lot in lots]
        expected = [rank(one) for one in alone if one.team is not None]

        solution = solve(problem, alternatives=0).best

        assert (solution.team is None) == (not expected)
        if solution.team is not None:
            assert solution.status is Status.OPTIMAL
            assert violations(problem, solution.team) == []
            assert rank(solution) == max(expected)

    def test_leaves_the_lot_out_in_which_something_would_be_missing(self):
        problem = limited(
            Problem(
                tender="t",
                lots=(Lot(key="1"), Lot(key="2"), Lot(key="3")),
                cells=(
                    cell("home-care", "bury", lot="1"),
                    cell("nursing", "bury", lot="2"),
                    cell("day-support", "bury", lot="3"),
                ),
                providers=(
                    provider("home", skill("home-care", "bury")),
                    provider("days", skill("day-support", "bury")),
                ),
            ),
            2,
        )

        solution = solve(problem, alternatives=0).best

        assert solution.status is Status.OPTIMAL
        assert solution.team.left_out == {"2"}
        assert solution.team.gaps == ()

    def test_counts_who_could_fill_a_whole_bid_as_a_competitor(self):
        problem = Problem(
            tender="t",
            lots=(Lot(key="1"), Lot(key="2")),
            cells=(cell("home-care", "bury", lot="1"), cell("day-support", "bury", lot="2")),
            providers=(
                provider("home", skill("home-care", "bury")),
                provider("days", skill("day-support", "bury")),
            ),
        )

        assert solve(problem, alternatives=0).best.team.members == {"home", "days"}
        assert solve(limited(problem, 1), alternatives=0).best.team is None

    @pytest.mark.parametrize("most", [0, 1, 5])
    def test_changes_nothing_where_all_lots_fit_in_one_bid(self, most):
        problem = planted_problem()
        before = solve(problem).best

        assert solve(limited(problem, most)).best == before

    @pytest.mark.parametrize("left_out", [frozenset(), frozenset({"1", "2"}), frozenset({"9"})])
    def test_is_checked(self, left_out):
        problem = limited(
            Problem(
                tender="t",
                lots=(Lot(key="1"), Lot(key="2")),
                cells=tuple(cell("home-care", "bury", lot=lot) for lot in ("1", "2")),
                providers=tuple(
                    provider(key, skill("home-care", "bury"), may_lead=key == "a")
                    for key in ("a", "b")
                ),
                rules=Rules(),
            ),
            1,
        )
        team = solve(problem, alternatives=0).best.team
        assert violations(problem, team) == []

        assert violations(problem, dataclasses.replace(team, left_out=left_out))
