"""Another solver, with a model of its own in a process of its own, must find the same values."""

import dataclasses
import json
import pickle
import subprocess
import sys
from pathlib import Path

from portal.consortia.matching.problem import Problem
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Status
from tests.benchmarks.generated_tenders import generated_problem, with_reserved_lots
from tests.portal.consortia.matching import second_solver
from tests.portal.consortia.matching.test_solve import slack_of

PROJECT = Path(__file__).parents[4]
INSTANCES = 50


def instance(seed: int) -> Problem:
    """Every other one has too few seats, or asks for more turnover than there is; in every third
    a lot is reserved.
    """
    problem = generated_problem(
        providers=60 + 3 * seed,
        lots=1 + seed % 2,
        capabilities=4 + seed % 3,
        seed=seed,
    )
    problem = with_reserved_lots(problem, int(seed % 3 == 0), seed=seed)
    rules = problem.rules
    if seed % 2:
        rules = dataclasses.replace(rules, max_members=2 + seed % 3, required_turnover=1_000)
    if seed % 10 == 5:
        rules = dataclasses.replace(rules, required_turnover=10**7)
    return dataclasses.replace(problem.without_affinity(), rules=rules)


class TestSecondSolver:
    def test_agrees_on_fifty_instances(self):
        problems = [instance(seed) for seed in range(INSTANCES)]
        result = subprocess.run(
            [sys.executable, "-m", second_solver.__name__],
            cwd=PROJECT,
            input=pickle.dumps(problems),
            capture_output=True,
            check=True,
        )
        expected = [value and tuple(value) for value in json.loads(result.stdout)]

        found = [solve(problem, alternatives=0, core_size=16).best for problem in problems]

        values = [
            item.team and (-slack_of(problem, item.team.gaps), item.objective)
            for problem, item in zip(problems, found, strict=True)
        ]
        assert values == expected
        assert {item.status for item in found} == {Status.OPTIMAL, Status.INFEASIBLE}
        # Complete teams, teams with gaps, and no team at all are all among them.
        kinds = {None if item.team is None else bool(item.team.gaps) for item in found}
        assert kinds == {True, False, None}
