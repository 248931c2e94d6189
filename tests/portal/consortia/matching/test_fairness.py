"""Names and numbers of providers give no advantage."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.consortia.matching.solve import solve
from tests.portal.consortia.matching.problems import small_problems


def renamed(problem, names):
    """The same problem with other keys, in the order of the new keys."""
    providers = [replace(item, key=names[item.key]) for item in problem.providers]
    return replace(
        problem,
        providers=tuple(sorted(providers, key=lambda item: item.key)),
        forbidden_pairs=frozenset(
            frozenset(names[key] for key in pair) for pair in problem.forbidden_pairs
        ),
        ties=tuple(
            replace(tie, first=names[tie.first], second=names[tie.second]) for tie in problem.ties
        ),
    )


def is_alone(problem, team, objective):
    """Whether no other team has as few gaps and as much quality: each member is missed."""
    for key in team.members:
        others = tuple(item for item in problem.providers if item.key != key)
        left = solve(replace(problem.without_affinity(), providers=others), alternatives=0).best
        if left.team and (len(left.team.gaps), left.objective) == (len(team.gaps), objective):
            return False
    return True


class TestRenaming:
    @settings(max_examples=60, deadline=None)
    @given(problem=small_problems(), data=st.data())
    def test_changes_no_team_but_among_exact_equals(self, problem, data):
        problem = problem.without_affinity()
        keys = [item.key for item in problem.providers]
        names = dict(zip(keys, data.draw(st.permutations(keys)), strict=True))
        before = solve(problem, alternatives=0).best
        after = solve(renamed(problem, names), alternatives=0).best

        assert (after.status, after.objective, after.bound) == (
            before.status,
            before.objective,
            before.bound,
        )
        if before.team is None or after.team is None:
            assert before.team is after.team
            return
        assert len(after.team.gaps) == len(before.team.gaps)
        if is_alone(problem, before.team, before.objective):
            assert after.team.members == {names[key] for key in before.team.members}
