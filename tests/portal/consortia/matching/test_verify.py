"""The independent check must reject every kind of tampered team."""

import dataclasses

import pytest

from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Gap, GapKind
from portal.consortia.matching.verify import violations
from tests.portal.consortia.matching.problems import planted_problem

TAMPERED = {
    "a member too many without a task": {
        "members": {"bury-home", "bolton-home", "bury-days", "wide"}
    },
    "a stranger": {"members": {"bury-home", "bolton-home", "bury-days", "nobody"}},
    "somebody answers for what it cannot do": {
        "primes": {
            "1/home-care/bury": "bury-days",
            "1/home-care/bolton": "bolton-home",
            "1/day-support/bury": "bury-days",
        }
    },
    "an unregistered provider answers for registered care": {
        "members": {"unregistered", "bolton-home", "bury-days"}
    },
    "a cell is left out in silence": {
        "primes": {"1/home-care/bury": "bury-home", "1/home-care/bolton": "bolton-home"}
    },
    "a gap that is none": {"gaps": (Gap(kind=GapKind.CELL, lot="1", cell="1/home-care/bury"),)},
    "one member takes nearly all hours": {
        "hours": {("bury-home", "1"): 80, ("bolton-home", "1"): 10, ("bury-days", "1"): 10}
    },
    "hours are short": {
        "hours": {("bury-home", "1"): 20, ("bolton-home", "1"): 20, ("bury-days", "1"): 20}
    },
    "nobody leads": {"lead": None},
    "the quality is made up": {"quality": 999},
    "the affinity is made up": {"affinity": 7},
}


def reserved(problem, *kinds):
    lots = tuple(
        dataclasses.replace(lot, only_kinds=frozenset({"sme", "vcse"})) for lot in problem.lots
    )
    people = tuple(dataclasses.replace(item, kinds=frozenset(kinds)) for item in problem.providers)
    return dataclasses.replace(problem, lots=lots, providers=people)


class TestViolations:
    @pytest.fixture(scope="class")
    def team(self):
        return solve(planted_problem(), alternatives=0).best.team

    def test_finds_none_in_a_true_team(self, team):
        assert violations(planted_problem(), team) == []

    @pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
    def test_rejects_a_tampered_team(self, team, change):
        tampered = dataclasses.replace(team, **change)

        assert violations(planted_problem(), tampered)

    def test_rejects_two_members_who_must_not_be_paired(self, team):
        pair = frozenset({"bury-home", "bolton-home"})
        problem = dataclasses.replace(planted_problem(), forbidden_pairs=frozenset({pair}))

        assert violations(problem, team) == ["bolton-home and bury-home must not be paired"]

    def test_lets_only_those_work_in_a_lot_whom_it_is_reserved_for(self, team):
        assert violations(reserved(planted_problem(), "vcse", "mutual"), team) == []

        found = violations(reserved(planted_problem(), "mutual"), team)

        assert "bury-days is of no kind that lot 1 is reserved for" in found
