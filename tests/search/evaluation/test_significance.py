"""A change of relevance is told from chance."""

import pytest

from search.evaluation.significance import paired_bootstrap


class TestPairedBootstrap:
    def test_gives_the_mean_difference_and_bounds_around_it(self):
        interval = paired_bootstrap([0.0, 0.5, 1.0, 0.5], [0.5, 0.5, 1.0, 0.0])

        assert interval.mean == 0.0
        assert interval.low < 0 < interval.high

    def test_gives_the_same_bounds_for_the_same_seed(self):
        before, after = [0.1, 0.9, 0.4], [0.3, 0.7, 0.8]

        assert paired_bootstrap(before, after, seed=7) == paired_bootstrap(before, after, seed=7)

    def test_calls_a_steady_fall_a_loss(self):
        before = [0.5 + number / 100 for number in range(40)]

        assert paired_bootstrap(before, [score - 0.1 for score in before]).is_loss

    def test_calls_a_steady_rise_a_gain(self):
        before = [0.5 + number / 100 for number in range(40)]

        assert paired_bootstrap(before, [score + 0.1 for score in before]).is_gain

    def test_calls_a_steady_but_tiny_fall_no_loss(self):
        before = [0.5 + number / 100 for number in range(40)]

        assert not paired_bootstrap(before, [score - 0.005 for score in before]).is_loss

    def test_calls_a_fall_that_chance_explains_no_loss(self):
        before = [1.0, 0.0] * 10

        assert not paired_bootstrap(before, [0.0, 1.0] * 9 + [0.0, 0.0]).is_loss

    @pytest.mark.parametrize(("before", "after"), [([], []), ([0.1], [0.1, 0.2])])
    def test_refuses_what_cannot_be_paired(self, before, after):
        with pytest.raises(ValueError, match="cannot be paired"):
            paired_bootstrap(before, after)
