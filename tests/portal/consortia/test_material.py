"""Which differences between two matchings are told."""

import pytest

from portal.consortia.enums import GapKind
from portal.consortia.material import Gap, Outline, change_between

BURY = Gap(GapKind.SERVICE, 1, 2, 3)
HOURS = Gap(GapKind.HOURS, 1)
NONE = Outline()
PAIR = Outline(members=frozenset({1, 2}))
OTHER_PAIR = Outline(members=frozenset({1, 3}))
TRIO = Outline(members=frozenset({1, 2, 3}))
PAIR_SHORT = Outline(members=frozenset({1, 2}), gaps=frozenset({BURY}))
PAIR_SHORT_OF_HOURS = Outline(members=frozenset({1, 2}), gaps=frozenset({HOURS}))

TABLE = [
    # before, after, is material, joined, stayed
    (NONE, NONE, False, set(), set()),
    (PAIR, PAIR, False, set(), {1, 2}),
    (PAIR_SHORT, PAIR_SHORT, False, set(), {1, 2}),
    (NONE, PAIR, True, {1, 2}, set()),
    (PAIR, NONE, True, set(), set()),
    (PAIR, TRIO, True, {3}, {1, 2}),
    (TRIO, PAIR, True, set(), {1, 2}),
    (PAIR, OTHER_PAIR, True, {3}, {1}),
    (PAIR, PAIR_SHORT, True, set(), {1, 2}),
    (PAIR_SHORT, PAIR, True, set(), {1, 2}),
    (PAIR_SHORT, PAIR_SHORT_OF_HOURS, True, set(), {1, 2}),
    (PAIR_SHORT, TRIO, True, {3}, {1, 2}),
]


class TestChangeBetween:
    @pytest.mark.parametrize(("before", "after", "is_material", "joined", "stayed"), TABLE)
    def test_is_material_where_a_member_or_a_gap_came_or_went(
        self, before, after, is_material, joined, stayed
    ):
        change = change_between(before, after)

        assert change.is_material is is_material
        assert (change.joined, change.stayed) == (joined, stayed)

    def test_names_gaps_that_opened_and_that_closed(self):
        change = change_between(PAIR_SHORT, PAIR_SHORT_OF_HOURS)

        assert (change.opened, change.closed) == ({HOURS}, {BURY})
