"""The bound on what covers cost against every cover of small problems."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from portal.consortia.matching.cover_bound import bound_covers
from tests.portal.consortia.matching.test_solve import thorough

ELEMENTS = 6
EVERYTHING = frozenset(range(ELEMENTS))
priced_set = st.tuples(st.frozensets(st.integers(0, ELEMENTS - 1), min_size=1), st.integers(1, 30))
priced_sets = st.tuples(
    st.lists(priced_set, max_size=8), st.tuples(st.just(EVERYTHING), st.integers(1, 60))
).map(lambda drawn: tuple(zip(*drawn[0], drawn[1], strict=True)))
"""Sets with their costs; the last holds everything."""


def covers_of(sets):
    places = range(len(sets))
    choices = chain.from_iterable(combinations(places, size) for size in range(1, len(sets) + 1))
    return [
        choice
        for choice in choices
        if frozenset().union(*(sets[place] for place in choice)) == EVERYTHING
    ]


class TestBoundCovers:
    @thorough
    @given(priced_sets)
    def test_is_above_no_cover(self, priced):
        sets, costs = priced
        bound = bound_covers(sets, costs, elements=ELEMENTS, known=costs[-1])

        cheapest = min(sum(costs[place] for place in cover) for cover in covers_of(sets))
        assert bound.whole <= cheapest

    @thorough
    @given(priced_sets, st.integers(1, 60))
    def test_leaves_out_no_set_of_a_cheaper_cover(self, priced, cost):
        sets, costs = priced
        bound = bound_covers(sets, costs, elements=ELEMENTS, known=costs[-1])

        may_be = bound.may_be_below(cost)
        for cover in covers_of(sets):
            if sum(costs[place] for place in cover) < cost:
                assert may_be[list(cover)].all()

    def test_reaches_the_cost_where_the_relaxation_is_exact(self):
        # Each element is in one cheap set alone; sharing a dear one never pays.
        sets = [{0}, {1}, {2}, {3}, {0, 1, 2, 3}]

        assert bound_covers(sets, [2, 3, 4, 5, 40], elements=4, known=40).whole == 14

    def test_says_of_a_dear_set_that_no_cheaper_cover_holds_it(self):
        bound = bound_covers([{0}, {1}, {0, 1}], [2, 3, 40], elements=2, known=40)

        assert bound.may_be_below(6).tolist() == [True, True, False]
