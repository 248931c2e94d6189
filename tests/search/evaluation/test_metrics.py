"""Relevance metrics against values worked out by hand."""

from math import log2

import pytest

from search.evaluation.metrics import ndcg, recall, reciprocal_rank

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}


class TestNdcg:
    def test_is_1_for_the_best_order(self):
        assert ndcg(["a", "b", "c"], GRADES) == 1.0

    def test_is_that_worked_out_by_hand(self):
        gained = 1 / log2(2) + 0 / log2(3) + 3 / log2(4)
        ideal = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)

        assert ndcg(["c", "x", "a"], GRADES) == pytest.approx(gained / ideal)

    def test_counts_no_deeper_than_asked(self):
        assert ndcg(["x", "x", "a"], GRADES, depth=2) == 0.0
        assert ndcg(["a"], {"a": 1, "b": 1, "c": 1}, depth=1) == 1.0

    def test_is_0_when_there_is_nothing_to_find(self):
        assert ndcg(["a"], {"a": 0}) == 0.0
        assert ndcg([], {}) == 0.0


class TestReciprocalRank:
    @pytest.mark.parametrize(
        ("ranked", "expected"), [(["a"], 1.0), (["d", "x", "c"], 1 / 3), (["d"], 0.0), ([], 0.0)]
    )
    def test_is_that_of_the_first_relevant(self, ranked, expected):
        assert reciprocal_rank(ranked, GRADES) == pytest.approx(expected)

    def test_is_0_below_the_depth(self):
        assert reciprocal_rank(["x", "a"], GRADES, depth=1) == 0.0


class TestRecall:
    @pytest.mark.parametrize(
        ("ranked", "expected"), [(["a", "b", "c"], 1.0), (["a", "d"], 1 / 3), ([], 0.0)]
    )
    def test_is_the_share_of_the_relevant(self, ranked, expected):
        assert recall(ranked, GRADES) == pytest.approx(expected)

    def test_is_0_when_there_is_nothing_to_find(self):
        assert recall(["a"], {}) == 0.0
