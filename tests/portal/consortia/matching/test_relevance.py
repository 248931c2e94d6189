"""The part of a problem that teams depend on."""

from dataclasses import replace

from hypothesis import given, settings

from portal.consortia.matching.problem import Provider, Skill, Tie
from portal.consortia.matching.relevance import relevant_part
from portal.consortia.matching.solve import solve
from tests.portal.consortia.matching.problems import small_problems

IDLE = Provider(
    key="idle",
    skills=(Skill(capability="gardening", areas=frozenset({"bury"}), quality=99),),
    weekly_hours=40,
    turnover=99,
    may_lead=True,
)


class TestRelevantPart:
    @settings(max_examples=40, deadline=None)
    @given(problem=small_problems())
    def test_has_the_teams_and_the_proof_of_the_whole(self, problem):
        whole, part = (solve(item, alternatives=1) for item in (problem, relevant_part(problem)))

        assert part == whole

    @settings(max_examples=40, deadline=None)
    @given(problem=small_problems())
    def test_is_the_same_whoever_joins_that_can_cover_nothing(self, problem):
        ties = tuple(Tie(first="idle", second=item.key) for item in problem.providers)
        pairs = {frozenset({"idle", item.key}) for item in problem.providers}
        crowded = replace(
            problem,
            providers=(*problem.providers, IDLE),
            ties=(*problem.ties, *ties),
            forbidden_pairs=problem.forbidden_pairs | pairs,
        )

        assert relevant_part(crowded) == relevant_part(problem)

    @settings(max_examples=40, deadline=None)
    @given(problem=small_problems())
    def test_is_its_own_relevant_part(self, problem):
        part = relevant_part(problem)

        assert relevant_part(part) == part
