"""The solver against a planted answer, a brute-force oracle and shuffled rows."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.consortia.matching.problem import Lot, Problem, Rules, Tie
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import GapKind, Status
from portal.consortia.matching.verify import violations
from tests.portal.consortia.matching.oracle import best_values, most_affinity
from tests.portal.consortia.matching.problems import (
    cell,
    planted_problem,
    provider,
    skill,
    small_problems,
    two_lots_problem,
)

relaxed = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
thorough = settings(relaxed, max_examples=200)


def slack_of(problem: Problem, gaps) -> int:
    whole = 1 + sum(lot.weekly_hours for lot in problem.lots)
    return sum(gap.hours if gap.kind is GapKind.HOURS else whole for gap in gaps)


def between_equals(**values):
    """One who is needed and two who can do the rest equally well; ``values`` by provider."""
    named = {key: frozenset(values.get(key, ())) for key in ("bury-home", "days-one", "days-two")}
    home = provider(
        "bury-home", skill("home-care", "bury", "bolton"), values=named.pop("bury-home")
    )
    days = (provider(key, skill("day-support", "bury"), values=own) for key, own in named.items())
    return dataclasses.replace(planted_problem(), providers=(home, *days))


class TestSolve:
    @thorough
    @given(small_problems(), st.sampled_from([1, 3, 64]))
    def test_agrees_with_trying_every_team(self, problem, core_size):
        expected = best_values(problem)

        solution = solve(problem, alternatives=0, core_size=core_size).best

        if expected is None:
            assert solution.status is Status.INFEASIBLE
            return
        assert solution.status is Status.OPTIMAL
        assert solution.objective == solution.bound
        assert (-slack_of(problem, solution.team.gaps), solution.objective) == expected

    @relaxed
    @given(small_problems())
    def test_lets_affinity_choose_among_teams_that_are_nearly_as_good(self, problem):
        expected = best_values(problem)
        solution = solve(problem, alternatives=0).best

        if expected is not None:
            slack, quality = -expected[0], expected[1]
            floor = quality - abs(quality) * 3 // 100 if problem.has_affinity else quality
            best = most_affinity(problem, slack=slack, floor=floor)

            assert solution.is_affinity_proven
            if problem.has_affinity:
                assert (solution.team.affinity, solution.team.quality) == best

    @relaxed
    @given(small_problems())
    def test_gives_the_same_teams_whatever_it_searches_first(self, problem):
        whole, grown = (solve(problem, alternatives=2, core_size=size) for size in (64, 2))

        values = [
            [
                (item.status, item.objective, item.bound)
                for item in (found.best, *found.alternatives)
            ]
            for found in (whole, grown)
        ]
        assert values[0] == values[1]
        assert whole.best.team == grown.best.team or whole.best.team.members == (
            grown.best.team.members
        )

    @pytest.mark.parametrize("number", range(8))
    def test_draws_the_same_lot_whatever_it_searches_first(self, number):
        twins = [provider(f"p{n}", skill("day-support", "bury")) for n in range(12)]
        lead = provider("lead", skill("home-care", "bury", "bolton"))
        problem = dataclasses.replace(
            planted_problem(), tender=f"t{number}", providers=(lead, *twins)
        )

        whole, grown = (
            solve(problem, alternatives=0, core_size=size).best.team for size in (64, 2)
        )

        assert grown.members == whole.members

    @relaxed
    @given(small_problems())
    def test_returns_only_teams_that_pass_the_independent_check(self, problem):
        result = solve(problem, alternatives=2)

        teams = [item.team for item in (result.best, *result.alternatives) if item.team]
        assert [violations(problem, team) for team in teams] == [[] for _ in teams]

    @relaxed
    @given(small_problems(), st.randoms(use_true_random=False))
    def test_does_not_depend_on_the_order_of_rows(self, problem, rng):
        shuffled = dataclasses.replace(
            problem,
            providers=tuple(rng.sample(problem.providers, len(problem.providers))),
            ties=tuple(rng.sample(problem.ties, len(problem.ties))),
        )

        assert shuffled.fingerprint() == problem.fingerprint()
        assert solve(shuffled, alternatives=1) == solve(problem, alternatives=1)

    def test_does_not_depend_on_names(self):
        problem = planted_problem()
        names = {item.key: f"zz-{10 - place}" for place, item in enumerate(problem.providers)}
        renamed = dataclasses.replace(
            problem,
            providers=tuple(
                dataclasses.replace(item, key=names[item.key]) for item in problem.providers
            ),
        )

        team = solve(problem, alternatives=0).best.team
        other = solve(renamed, alternatives=0).best.team

        assert other.members == {names[key] for key in team.members}

    @relaxed
    @given(small_problems(), st.sampled_from([1, 64]))
    def test_keeps_locked_members_in_every_team(self, problem, core_size):
        for item in problem.providers[:2]:
            locked = frozenset({item.key})
            expected = best_values(problem, locked)

            result = solve(problem, alternatives=2, locked=locked, core_size=core_size)

            best, teams = result.best, [each.team for each in (result.best, *result.alternatives)]
            assert (best.team is None) == (expected is None)
            if best.team is not None:
                assert (-slack_of(problem, best.team.gaps), best.objective) == expected
                assert all(locked <= team.members for team in teams)

    def test_lets_no_tie_open_a_gap(self):
        cells = tuple(cell(name, "bury") for name in ("home-care", "day-support", "respite"))
        apart = [provider(item.capability, skill(item.capability, "bury")) for item in cells]
        friends = [provider(key, skill("home-care", "bury", quality=90)) for key in ("a", "b")]
        problem = dataclasses.replace(
            planted_problem(),
            cells=cells,
            lots=(Lot(key="1"),),
            providers=(*apart, *friends),
            ties=(Tie(first="a", second="b", weight=9),),
            rules=Rules(max_members=2),
        )

        best = solve(problem, alternatives=0).best

        assert (len(best.team.gaps), best.team.affinity) == (1, 0)

    def test_finds_the_planted_team(self):
        best = solve(planted_problem()).best

        assert best.team.members == {"bury-home", "bolton-home", "bury-days"}
        assert best.team.gaps == ()
        assert best.status is Status.OPTIMAL

    def test_gives_alternatives_that_leave_out_two_members_of_every_better_team(self):
        result = solve(planted_problem())

        teams = [item.team.members for item in (result.best, *result.alternatives)]
        assert len(teams) > 1
        for place, members in enumerate(teams):
            assert all(len(better - members) >= 2 for better in teams[:place])

    def test_names_the_cell_that_nobody_covers(self):
        problem = planted_problem()
        wanted = (*problem.cells, cell("respite", "bury"))
        problem = dataclasses.replace(problem, cells=wanted)

        best = solve(problem, alternatives=0).best

        assert [(gap.kind, gap.cell) for gap in best.team.gaps] == [
            (GapKind.CELL, "1/respite/bury")
        ]
        assert best.status is Status.OPTIMAL

    def test_does_not_let_a_tie_outweigh_quality_beyond_the_tolerance(self):
        problem = planted_problem()
        tied = dataclasses.replace(
            problem, ties=(Tie(first="days-too", second="wide", weight=1_000),)
        )

        assert solve(tied).best.team.members == solve(problem).best.team.members

    def test_prefers_a_tie_between_equals(self):
        problem = between_equals()

        for friend in ("days-one", "days-two"):
            tied = dataclasses.replace(problem, ties=(Tie(first="bury-home", second=friend),))
            assert solve(tied, alternatives=0).best.team.members == {"bury-home", friend}

    def test_prefers_shared_values_between_equals(self):
        problem = between_equals(
            **{"bury-home": {"local"}, "days-one": {"living-wage"}, "days-two": {"local"}}
        )

        best = solve(problem, alternatives=0).best

        assert (best.team.members, best.team.affinity) == ({"bury-home", "days-two"}, 1)
        assert violations(problem, best.team) == []

    def test_prefers_an_earlier_tie_to_a_few_shared_values(self):
        values = {"local", "living-wage", "small-teams"}
        problem = between_equals(**{"bury-home": values, "days-two": values})
        tied = dataclasses.replace(problem, ties=(Tie(first="bury-home", second="days-one"),))

        assert "days-two" in solve(problem, alternatives=0).best.team.members
        assert "days-one" in solve(tied, alternatives=0).best.team.members

    def test_does_not_promise_the_same_hours_to_two_lots(self):
        problem = two_lots_problem(weekly_hours=50)

        best = solve(problem, alternatives=0).best

        assert [(gap.kind, gap.hours) for gap in best.team.gaps] == [(GapKind.HOURS, 60)]
        assert sum(hours for (key, _lot), hours in best.team.hours.items() if key == "one") == 50

    def test_covers_both_lots_where_there_are_hours_for_both(self):
        best = solve(two_lots_problem(weekly_hours=80), alternatives=0).best

        assert best.team.gaps == ()

    def test_has_no_team_when_nobody_is_open_to_matching(self):
        problem = dataclasses.replace(planted_problem(), providers=())

        result = solve(problem)

        assert (result.best.status, result.best.team) == (Status.INFEASIBLE, None)
        assert result.alternatives == ()

    def test_never_calls_a_team_best_when_the_work_ran_out(self):
        best = solve(planted_problem(), alternatives=0, limit=1e-9).best

        assert best.status in {Status.UNKNOWN, Status.FEASIBLE}

    @relaxed
    @given(
        small_problems(), st.sampled_from([1e-9, 1e-7, 1e-6, 1e-5, 1e-4]), st.sampled_from([1, 64])
    )
    def test_tells_the_truth_about_a_team_when_the_work_runs_out(self, problem, limit, core_size):
        expected = best_values(problem)

        best = solve(problem, alternatives=0, limit=limit, core_size=core_size).best

        if best.team is None:
            assert best.status is not Status.OPTIMAL
            assert best.status is Status.UNKNOWN or expected is None
            return
        value = (-slack_of(problem, best.team.gaps), best.team.quality)
        assert violations(problem, best.team) == []
        assert value <= expected
        if best.status is Status.OPTIMAL:
            assert (value[0], best.objective) == expected
        elif value[0] == expected[0]:
            assert best.bound >= expected[1]

    def test_does_not_join_two_who_could_each_bid_alone(self):
        everything = [skill(item.capability, item.area) for item in planted_problem().cells]
        rivals = (provider("one", *everything), provider("two", *everything))
        problem = dataclasses.replace(planted_problem(), providers=rivals)
        with_a_third = dataclasses.replace(
            problem, providers=(*rivals, provider("three", everything[0]))
        )

        assert solve(problem, alternatives=0).best.status is Status.INFEASIBLE
        assert len(solve(with_a_third, alternatives=0).best.team.members & {"one", "two"}) == 1
