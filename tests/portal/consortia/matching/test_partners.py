"""What each provider would add to those who already agreed."""

import dataclasses

import pytest

from portal.consortia.matching.partners import rank_partners
from portal.consortia.matching.problem import Lot, Tie
from tests.portal.consortia.matching.problems import planted_problem, provider, skill


def order(problem, *agreed):
    return [item.provider for item in rank_partners(problem, agreed)]


def with_providers(*providers, **changes):
    return dataclasses.replace(planted_problem(), providers=providers, **changes)


class TestRankPartners:
    def test_puts_who_closes_more_gaps_before_who_is_better_at_less(self):
        problem = with_providers(
            provider("lead", skill("home-care", "bury")),
            provider("one", skill("day-support", "bury", quality=99)),
            provider(
                "two",
                skill("day-support", "bury", quality=10),
                skill("home-care", "bolton", quality=10),
            ),
        )

        assert order(problem, "lead") == ["two", "one"]

    def test_counts_what_agreed_members_cover_already(self):
        problem = with_providers(
            provider("lead", skill("home-care", "bury")),
            provider("member", skill("day-support", "bury")),
            provider("days-too", skill("day-support", "bury", quality=40)),
            provider("bolton", skill("home-care", "bolton", quality=10)),
        )

        found = {item.provider: item for item in rank_partners(problem, ["lead", "member"])}

        assert list(found) == ["bolton", "days-too"]
        assert [cell.key for cell in found["bolton"].fills] == ["1/home-care/bolton"]
        assert [cell.key for cell in found["days-too"].backs_up] == ["1/day-support/bury"]
        assert found["days-too"].gaps_closed == 0

    def test_leaves_out_who_adds_nothing(self):
        problem = with_providers(
            provider("lead", skill("home-care", "bury")), provider("idle", skill("respite", "bury"))
        )

        assert order(problem, "lead") == []

    def test_adds_no_hours_where_none_are_missing(self):
        problem = with_providers(
            provider("lead", skill("home-care", "bury"), weekly_hours=0),
            provider("days", skill("day-support", "bury"), weekly_hours=30),
            lots=(Lot(key="1", weekly_hours=20),),
        )
        rich = dataclasses.replace(
            problem,
            providers=(
                dataclasses.replace(problem.providers[0], weekly_hours=12),
                problem.providers[1],
            ),
        )

        hours = [rank_partners(item, ["lead"])[0].weekly_hours for item in (problem, rich)]

        # A member may take 60 % of a lot at most.
        assert hours == [12, 8]

    def test_asks_for_a_lead_where_nobody_agreed_to_lead(self):
        problem = with_providers(
            provider("first", skill("home-care", "bury"), may_lead=False),
            provider("one", skill("day-support", "bury"), may_lead=False),
            provider("two", skill("day-support", "bury")),
        )

        first, second = rank_partners(problem, ["first"])

        assert (first.provider, first.is_needed_lead, second.is_needed_lead) == ("two", True, False)

    def test_lets_ties_count_like_one_gap_however_many_there_are(self):
        problem = with_providers(
            provider("lead", skill("respite", "bury")),
            provider("three", skill("home-care", "bury", "bolton"), skill("day-support", "bury")),
            provider("friend", skill("day-support", "bury", quality=50)),
            provider("better", skill("day-support", "bury", quality=60)),
            provider("idle", skill("respite", "bolton")),
            ties=tuple(Tie(first=key, second="lead", weight=1_000) for key in ("friend", "idle")),
        )

        assert order(problem, "lead") == ["three", "friend", "idle", "better"]

    def test_lets_one_tie_help_less_than_one_gap(self):
        problem = with_providers(
            provider("lead", skill("home-care", "bury")),
            provider("friend", skill("home-care", "bury", quality=99)),
            provider("stranger", skill("day-support", "bury", quality=1)),
            ties=(Tie(first="friend", second="lead"),),
        )

        assert order(problem, "lead") == ["stranger", "friend"]

    def test_counts_others_whom_both_have_worked_with(self):
        problem = with_providers(
            provider("lead", skill("home-care", "bury")),
            provider("near", skill("respite", "bury")),
            ties=(Tie(first="lead", second="third"), Tie(first="near", second="third")),
        )

        assert [item.shared_ties for item in rank_partners(problem, ["lead"])] == [1]
        assert [item.worth for item in rank_partners(problem, ["lead"])] == [1]

    def test_puts_who_is_closer_first_where_all_else_is_equal(self):
        twins = [provider(key, skill("day-support", "bury")) for key in ("twice", "once", "three")]
        problem = with_providers(
            provider("lead", skill("home-care", "bury")),
            provider("member", skill("home-care", "bury")),
            *twins,
            ties=(
                Tie(first="lead", second="twice", weight=2),
                Tie(first="once", second="member"),
                *(Tie(first="three", second=key) for key in ("lead", "member")),
                *(Tie(first=key, second="other") for key in ("lead", "three", "twice", "once")),
            ),
        )

        found = rank_partners(problem, ["lead", "member"])

        # Two ties of its own and one that it shares; two, and the same; one, and the same.
        assert {item.provider: item.closeness for item in found} == {
            "twice": 5,
            "three": 5,
            "once": 3,
        }
        assert found[-1].provider == "once"

    def test_never_names_who_may_not_be_paired(self):
        problem = with_providers(
            provider("lead", skill("home-care", "bury")),
            provider("foe", skill("day-support", "bury")),
            forbidden_pairs=frozenset({frozenset({"lead", "foe"})}),
        )

        assert order(problem, "lead") == []

    def test_never_joins_two_who_could_each_bid_alone(self):
        everything = [skill(item.capability, item.area) for item in planted_problem().cells]
        problem = with_providers(
            provider("lead", *everything),
            provider("rival", *everything),
            provider("small", everything[0]),
        )

        assert order(problem, "lead") == ["small"]

    def test_counts_nothing_in_a_lot_that_is_reserved_for_others(self):
        whole = Lot(key="1", areas=frozenset({"bury"}), only_kinds=frozenset({"sme"}))
        lead = provider("lead", skill("home-care", "bolton"), kinds=frozenset({"sme"}))
        other = provider("other", skill("day-support", "bury"))
        problem = with_providers(lead, other, lots=(whole,))
        admitted = dataclasses.replace(other, kinds=frozenset({"sme", "vcse"}))

        assert order(problem, "lead") == []
        found = rank_partners(dataclasses.replace(problem, providers=(lead, admitted)), ["lead"])
        assert [item.gaps_closed for item in found] == [2]

    def test_orders_exact_equals_by_the_draw_and_not_by_name_or_place(self):
        twins = [provider(f"p{n}", skill("day-support", "bury")) for n in range(8)]
        lead = provider("lead", skill("home-care", "bury"))

        forward = order(with_providers(lead, *twins), "lead")
        backward = order(with_providers(*reversed(twins), lead), "lead")

        assert forward == backward
        assert forward not in (sorted(forward), sorted(forward, reverse=True))

    def test_knows_no_stranger(self):
        with pytest.raises(ValueError, match="nobody"):
            rank_partners(planted_problem(), ["nobody"])
