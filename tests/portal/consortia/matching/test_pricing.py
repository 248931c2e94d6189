"""A ceiling must never be below a team that exists: it is what the proof of optimality rests on."""

import dataclasses

from hypothesis import given

from portal.consortia.matching.pricing import Pricing
from portal.consortia.matching.solve import solve
from tests.benchmarks.generated_tenders import generated_problem
from tests.portal.consortia.matching.oracle import best_complete_by_member
from tests.portal.consortia.matching.problems import planted_problem, small_problems
from tests.portal.consortia.matching.test_solve import thorough


class TestPricing:
    @thorough
    @given(small_problems())
    def test_gives_no_provider_a_ceiling_below_a_team_it_is_in(self, problem):
        prices = Pricing(problem).prices()

        for members, quality in best_complete_by_member(problem):
            assert quality <= prices.ceiling()
            for key in members:
                assert quality <= prices.ceiling(key)

    @thorough
    @given(small_problems())
    def test_stays_above_teams_that_leave_members_out(self, problem):
        teams = list(best_complete_by_member(problem))
        pricing = Pricing(problem)
        for unlike, _quality in teams[:2]:
            prices = pricing.prices(unlike=[unlike], distance=2)
            for members, quality in teams:
                if len(unlike & members) <= max(0, len(unlike) - 2):
                    assert all(quality <= prices.ceiling(key) for key in members)

    def test_comes_near_the_best_team(self):
        problem = generated_problem(providers=400, lots=2, capabilities=6, seed=1)
        best = solve(problem, alternatives=0, core_size=400).best

        ceiling = Pricing(problem).prices().ceiling()

        assert best.objective <= ceiling < best.objective * 1.02

    def test_does_not_depend_on_the_order_of_rows(self):
        problem = planted_problem()
        turned = dataclasses.replace(problem, providers=problem.providers[::-1])

        assert Pricing(problem).prices() == Pricing(turned).prices()
