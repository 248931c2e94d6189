"""Circles are found wherever they begin, and never walked round for ever."""

import pytest

from portal.practices.descent import first_circle, reached


class TestReached:
    def test_holds_the_start_and_everything_behind_it(self):
        assert reached(1, {1: [2, 3], 3: [4], 5: [1]}) == {1, 2, 3, 4}

    def test_ends_in_a_circle(self):
        assert reached("a", {"a": ["b"], "b": ["a"]}) == {"a", "b"}


class TestFirstCircle:
    @pytest.mark.parametrize(
        ("onwards", "found"),
        [
            ({}, None),
            ({1: [2], 2: [3]}, None),
            ({1: [2, 3], 2: [4], 3: [4]}, None),
            ({1: [1]}, 1),
            ({1: [2], 2: [3], 3: [2]}, 2),
        ],
    )
    def test_is_somebody_who_descends_from_themselves(self, onwards, found):
        assert first_circle(onwards) == found
