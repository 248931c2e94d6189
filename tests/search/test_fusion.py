"""Reciprocal rank fusion against sums worked out by hand."""

import pytest

from search.fusion import K, fused


class TestFused:
    def test_adds_what_each_list_gives(self):
        scores = dict(fused([["a", "b"], ["b", "c"]], k=10))

        assert scores == pytest.approx({"a": 1 / 11, "b": 1 / 12 + 1 / 11, "c": 1 / 12})

    def test_gives_nothing_for_a_list_that_does_not_hold_the_item(self):
        words = [f"w{rank}" for rank in range(50)]

        scores = dict(fused([words, ["near"]], k=10))

        assert scores["w0"] == scores["near"] == pytest.approx(1 / 11)
        assert scores["w49"] == pytest.approx(1 / 60)

    def test_puts_what_both_lists_hold_first(self):
        assert [item for item, _score in fused([["a", "b"], ["c", "b"]])] == ["b", "a", "c"]

    def test_keeps_equal_scores_in_the_order_of_the_lists(self):
        assert [item for item, _score in fused([["b"], ["a"], ["c"]])] == ["b", "a", "c"]

    def test_counts_an_item_once_in_each_list_at_its_best_place(self):
        assert fused([["a", "a", "b"]], k=10) == fused([["a", "b"]], k=10)

    @pytest.mark.parametrize("rankings", [[], [[]], [[], []]])
    def test_is_empty_without_items(self, rankings):
        assert fused(rankings) == []

    def test_keeps_one_list_as_it_is(self):
        assert [item for item, _score in fused([["c", "a", "b"], []])] == ["c", "a", "b"]

    def test_uses_the_measured_constant(self):
        assert fused([["a"]]) == [("a", pytest.approx(1 / (K + 1)))]
