"""The change that is claimed to bring a provider in, applied, must bring it in."""

import dataclasses

import pytest
from hypothesis import given

from portal.consortia.matching.entry import Change, ChangeKind, changes, first_change
from portal.consortia.matching.problem import Lot
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Status
from tests.portal.consortia.matching.problems import (
    cell,
    planted_problem,
    provider,
    skill,
    small_problems,
)
from tests.portal.consortia.matching.test_solve import relaxed


def with_changed(problem, changed):
    return dataclasses.replace(
        problem,
        providers=tuple(changed if item.key == changed.key else item for item in problem.providers),
    )


def with_providers(*providers, **facts):
    return dataclasses.replace(planted_problem(), providers=providers, **facts)


LEAD = provider("lead", skill("home-care", "bury", "bolton"))


class TestFirstChange:
    @relaxed
    @given(small_problems())
    def test_names_a_change_that_applied_brings_the_provider_in_and_none_easier(self, problem):
        best = solve(problem, alternatives=0).best
        for own in problem.providers:
            entry = first_change(problem, own.key)

            assert entry.is_in == bool(best.team and own.key in best.team.members)
            if entry.is_in:
                continue
            outcomes = []
            for change, changed in changes(problem, own):
                after = solve(with_changed(problem, changed), alternatives=0).best
                outcomes.append((change, after.team and own.key in after.team.members))
                assert after.status in {Status.OPTIMAL, Status.INFEASIBLE}
            assert entry.change == next((each for each, is_in in outcomes if is_in), None)

    def test_tells_of_another_area(self):
        problem = with_providers(LEAD, provider("days", skill("day-support", "bolton")))
        problem = dataclasses.replace(
            problem, rules=dataclasses.replace(problem.rules, min_members=1)
        )

        change = first_change(problem, "days").change

        assert change == Change(kind=ChangeKind.AREA, capability="day-support", area="bury")

    def test_tells_of_registration(self):
        lead = provider("lead", skill("home-care", "bury"), skill("day-support", "bury"))
        other = provider("other", skill("home-care", "bolton", is_registered=False))
        problem = with_providers(
            lead,
            other,
            lots=(Lot(key="1"),),
            rules=dataclasses.replace(planted_problem().rules, min_members=1),
        )

        assert first_change(problem, "other").change.kind is ChangeKind.REGISTRATION

    def test_tells_of_a_service_that_nobody_gives(self):
        problem = with_providers(
            LEAD,
            provider("other", skill("respite", "bury")),
            lots=(Lot(key="1"),),
            rules=dataclasses.replace(planted_problem().rules, min_members=1),
        )

        change = first_change(problem, "other").change

        assert change == Change(kind=ChangeKind.SERVICE, capability="day-support")

    def test_tells_of_hours(self):
        short = provider("short", skill("day-support", "bury"), weekly_hours=5)
        problem = with_providers(
            LEAD,
            short,
            lots=(Lot(key="1", weekly_hours=100),),
            rules=dataclasses.replace(planted_problem().rules, min_members=1),
        )

        assert first_change(problem, "short").change == Change(
            kind=ChangeKind.HOURS, weekly_hours=100
        )

    def test_tells_of_the_kind_that_a_lot_is_reserved_for(self):
        small = dataclasses.replace(LEAD, kinds=frozenset({"sme"}))
        reserved = dataclasses.replace(planted_problem().lots[0], only_kinds=frozenset({"sme"}))
        cells = (*planted_problem().cells, cell("respite", "bury", lot="2"))
        other = provider("other", skill("day-support", "bury"), skill("respite", "bolton"))
        problem = with_providers(
            small,
            other,
            provider("respite", skill("respite", "bury")),
            lots=(reserved, Lot(key="2")),
            cells=cells,
        )

        assert solve(problem, alternatives=0).best.team.members == {"lead", "respite"}
        assert first_change(problem, "other").change == Change(kind=ChangeKind.KIND)

    def test_says_when_the_provider_is_in_already(self):
        entry = first_change(planted_problem(), "bury-days")

        assert (entry.is_in, entry.change) == (True, None)

    def test_knows_no_stranger(self):
        with pytest.raises(ValueError, match="nobody"):
            first_change(planted_problem(), "nobody")
