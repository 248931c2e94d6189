"""Every claimed loss must be the difference to trying every team without the member."""

import dataclasses

from hypothesis import given

from portal.consortia.matching.counterfactual import loss_without
from portal.consortia.matching.problem import Tie
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import GapKind, Status
from tests.portal.consortia.matching.oracle import best_values
from tests.portal.consortia.matching.problems import (
    planted_problem,
    provider,
    skill,
    small_problems,
)
from tests.portal.consortia.matching.test_solve import relaxed


class TestLossWithout:
    @relaxed
    @given(small_problems())
    def test_equals_the_difference_to_the_best_team_without_the_member(self, problem):
        best = solve(problem, alternatives=0).best
        for member in best.team.members if best.team else ():
            others = tuple(item for item in problem.providers if item.key != member)
            expected = best_values(dataclasses.replace(problem, providers=others))

            loss = loss_without(problem, best, member)

            assert loss.is_team_left == (expected is not None)
            if expected is not None:
                assert loss.status is Status.OPTIMAL
                assert loss.quality == best.objective - expected[1]
            else:
                assert loss.status is Status.INFEASIBLE

    def test_names_what_only_the_member_brought(self):
        problem = planted_problem()
        people = [item for item in problem.providers if item.key not in {"bolton-home", "wide"}]
        wide = next(item for item in problem.providers if item.key == "wide")
        problem = dataclasses.replace(problem, providers=(*people, wide))
        best = solve(problem, alternatives=0).best

        loss = loss_without(problem, best, "wide")

        assert [(gap.kind, gap.cell) for gap in loss.new_gaps] == [
            (GapKind.CELL, "1/home-care/bolton")
        ]

    def test_tells_a_drop_of_quality_where_another_takes_the_place(self):
        problem = planted_problem()
        best = solve(problem, alternatives=0).best

        loss = loss_without(problem, best, "bury-days")

        assert (loss.new_gaps, loss.quality > 0) == ((), True)

    def test_compares_with_the_highest_quality_and_not_with_a_team_chosen_for_its_ties(self):
        problem = dataclasses.replace(
            planted_problem(), ties=(Tie(first="bury-home", second="days-tied"),)
        )
        tied = provider("days-tied", skill("day-support", "bury", quality=94))
        problem = dataclasses.replace(problem, providers=(*problem.providers, tied))
        best = solve(problem, alternatives=0).best
        assert best.team.quality < best.objective

        loss = loss_without(problem, best, "days-tied")

        assert loss.quality == 0
