"""The weighted sum of words and meaning against sums worked out by hand."""

import pytest

from search.fusion import SHARE_OF_WORDS, fused


class TestFused:
    def test_adds_what_each_side_gives(self):
        scores = dict(fused({"a": 8.0, "b": 4.0}, {"b": 1.0, "c": 0.5}))

        assert scores == pytest.approx({"a": 0.6, "b": 0.3 + 0.4, "c": 0.2})

    def test_gives_nothing_for_a_side_that_did_not_find_the_item(self):
        scores = dict(fused({"word": 3.0}, {"near": 1.0}))

        assert scores == pytest.approx({"word": SHARE_OF_WORDS, "near": 1 - SHARE_OF_WORDS})

    def test_puts_what_both_sides_found_first(self):
        order = [item for item, _score in fused({"a": 5.0, "b": 4.5}, {"c": 1.0, "b": 0.9})]

        assert order == ["b", "a", "c"]

    def test_puts_the_nearest_above_what_the_words_hardly_hold(self):
        order = [item for item, _score in fused({"a": 9.0, "b": 1.0}, {"c": 1.0})]

        assert order == ["a", "c", "b"]

    def test_keeps_equal_scores_in_the_order_of_the_words(self):
        assert [item for item, _score in fused({"b": 2.0, "a": 2.0}, {})] == ["b", "a"]

    def test_is_the_same_whatever_the_scale_of_the_engine(self):
        meaning = {"c": 1.0, "b": 0.4}

        assert dict(fused({"a": 80.0, "b": 40.0}, meaning)) == pytest.approx(
            dict(fused({"a": 0.8, "b": 0.4}, meaning))
        )

    def test_is_empty_without_items(self):
        assert fused({}, {}) == []

    def test_orders_by_meaning_where_no_word_scores(self):
        assert [item for item, _score in fused({"a": 0.0}, {"b": 0.5, "c": 1.0})] == ["c", "b", "a"]
