"""Reasons and gaps must say what the certificate holds, and nothing else."""

import dataclasses

from portal.consortia.matching.explain import missing, reasons, uncoverable
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import GapKind
from tests.portal.consortia.matching.problems import cell, planted_problem, provider, skill


def _team(problem):
    return solve(problem, alternatives=0).best.team


class TestReasons:
    def test_says_what_each_member_answers_for(self):
        problem = planted_problem()

        found = {item.provider: item for item in reasons(problem, _team(problem))}

        assert {key: [c.key for c in item.prime_cells] for key, item in found.items()} == {
            "bury-home": ["1/home-care/bury"],
            "bolton-home": ["1/home-care/bolton"],
            "bury-days": ["1/day-support/bury"],
        }

    def test_says_what_no_other_member_could_cover(self):
        problem = planted_problem()
        both = provider(
            "both", skill("home-care", "bury", quality=20), skill("day-support", "bury")
        )
        problem = dataclasses.replace(problem, providers=(*problem.providers[:2], both))

        found = {item.provider: item for item in reasons(problem, _team(problem))}

        assert [c.key for c in found["both"].only_cells] == ["1/day-support/bury"]
        assert found["bury-home"].only_cells == ()
        assert [c.key for c in found["both"].backup_cells] == ["1/home-care/bury"]

    def test_puts_the_lead_first(self):
        problem = planted_problem()
        people = [dataclasses.replace(item, may_lead=False) for item in problem.providers]
        people[2] = dataclasses.replace(people[2], may_lead=True)
        problem = dataclasses.replace(problem, providers=tuple(people))

        first = reasons(problem, _team(problem))[0]

        assert (first.provider, first.is_lead) == ("bury-days", True)


class TestMissing:
    def test_names_capability_and_area(self):
        problem = planted_problem()
        problem = dataclasses.replace(problem, cells=(*problem.cells, cell("respite", "bury")))

        gap = missing(problem, _team(problem))[0]

        assert (gap.kind, gap.cell.capability, gap.cell.area) == (GapKind.CELL, "respite", "bury")
        assert gap.nobody_can

    def test_says_when_no_member_would_lead(self):
        problem = planted_problem()
        people = tuple(dataclasses.replace(item, may_lead=False) for item in problem.providers)
        problem = dataclasses.replace(problem, providers=people)

        assert [gap.kind for gap in missing(problem, _team(problem))] == [GapKind.LEAD]


class TestUncoverable:
    def test_lists_what_nobody_offers_even_without_a_team(self):
        problem = dataclasses.replace(planted_problem(), providers=())

        assert uncoverable(problem) == problem.cells
