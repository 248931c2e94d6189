"""Too few seats for all that is asked: a team is shown, and called best only if it is proven."""

import dataclasses

import pytest

from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Status
from portal.consortia.matching.verify import violations
from tests.benchmarks.generated_tenders import generated_problem


@pytest.fixture(scope="module")
def problem():
    whole = generated_problem(providers=1_500, lots=2, capabilities=8, seed=1, has_affinity=False)
    rules = dataclasses.replace(whole.rules, max_members=2, required_turnover=100)
    return dataclasses.replace(whole, rules=rules)


class TestSolve:
    # Work that ends before any proof, in the whole model after the few are solved, and after it.
    @pytest.mark.parametrize(
        ("limit", "status"), [(0.2, Status.FEASIBLE), (0.8, Status.FEASIBLE), (15, Status.OPTIMAL)]
    )
    def test_calls_a_team_of_a_few_providers_best_only_when_all_were_searched(
        self, problem, limit, status
    ):
        best = solve(problem, alternatives=0, limit=limit).best

        assert best.status is status
        assert best.team.gaps
        assert violations(problem, best.team) == []
        assert (best.objective == best.bound) == (status is Status.OPTIMAL)

    def test_shows_the_better_of_the_two_teams_it_found(self, problem):
        proven = solve(problem, alternatives=0).best

        found = solve(problem, alternatives=0, limit=0.8).best

        assert found.objective == proven.objective
