"""The covering core against trying every choice of sets."""

import random
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.consortia.matching.coverage import cheapest_cover
from portal.consortia.matching.team import Status
from tests.portal.consortia.matching.test_solve import thorough

ELEMENTS = 5
sets_of_elements = st.lists(st.frozensets(st.integers(0, ELEMENTS - 1)), min_size=1, max_size=7)


def cheapest_by_trying(sets, costs):
    places = range(len(sets))
    choices = chain.from_iterable(combinations(places, size) for size in range(len(sets) + 1))
    return min(
        (
            sum(costs[place] for place in choice)
            for choice in choices
            if len(frozenset().union(*(sets[place] for place in choice))) == ELEMENTS
        ),
        default=None,
    )


class TestCheapestCover:
    @thorough
    @given(sets_of_elements, st.lists(st.integers(0, 9), min_size=7, max_size=7))
    def test_agrees_with_trying_every_choice(self, sets, costs):
        costs = costs[: len(sets)]
        expected = cheapest_by_trying(sets, costs)

        cover = cheapest_cover(sets, costs, elements=ELEMENTS)

        if expected is None:
            assert cover.status is Status.INFEASIBLE
            return
        held = frozenset().union(*(sets[place] for place in cover.chosen))
        assert cover.status is Status.OPTIMAL
        assert cover.cost == cover.bound == sum(costs[place] for place in cover.chosen) == expected
        assert len(held) == ELEMENTS

    def test_names_what_no_set_holds(self):
        cover = cheapest_cover([{0, 3}], [1], elements=5)

        assert (cover.status, cover.uncovered) == (Status.INFEASIBLE, (1, 2, 4))

    def test_never_calls_a_cover_cheapest_when_the_work_ran_out(self):
        rng = random.Random(1)  # noqa: S311 - repeatable, not secret
        sets = [set(rng.sample(range(60), 6)) for _ in range(120)]

        hurried = cheapest_cover(sets, [1] * 120, elements=60, limit=1e-9)
        proven = cheapest_cover(sets, [1] * 120, elements=60)

        assert (hurried.status, proven.status) == (Status.FEASIBLE, Status.OPTIMAL)
        assert hurried.bound < proven.cost == proven.bound <= hurried.cost
        assert len(frozenset().union(*(sets[place] for place in hurried.chosen))) == 60

    def test_takes_what_costs_nothing_first(self):
        cover = cheapest_cover([{0, 1}, {1, 2}, {2}, {0}], [0, 5, 3, 0], elements=3)

        assert (cover.chosen, cover.cost, cover.status) == ((0, 2, 3), 3, Status.OPTIMAL)

    def test_asks_for_nothing_where_there_is_nothing_to_hold(self):
        assert cheapest_cover([], [], elements=0).status is Status.OPTIMAL

    @pytest.mark.parametrize("costs", [[1, 2], [-1]])
    def test_refuses_costs_that_fit_no_set(self, costs):
        with pytest.raises(ValueError, match=str(costs[-1])):
            cheapest_cover([{0}], costs, elements=1)
