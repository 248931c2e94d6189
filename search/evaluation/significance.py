"""Tells a change of relevance from chance, by comparing the same queries before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

TOLERATED_LOSS = 0.01
"""A smaller mean loss is not worth an argument, however sure it is."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Mean difference, after minus before, with the bounds that hold 95 % of resamples."""

    mean: float
    low: float
    high: float

    @property
    def is_gain(self) -> bool:
        """Whether the scores rose, and surely not by chance."""
        return self.low > 0

    @property
    def is_loss(self) -> bool:
        """Whether the scores fell by more than `TOLERATED_LOSS`, and surely not by chance."""
        return self.high < 0 and -self.mean > TOLERATED_LOSS


def paired_bootstrap(
    before: Sequence[float], after: Sequence[float], *, seed: int = 20_191_001, samples: int = 5_000
) -> Interval:
    """The 95 % percentile interval of the mean difference (Sakai, SIGIR 2006).

    Args:
        before: scores of queries in one order, at least one.
        after: scores of the same queries in the same order.
        seed: the same seed gives the same interval.
        samples: how often the queries are drawn anew, with replacement.

    Raises:
        ValueError: the two are not of the same length, or there are none.
    """
    if not before or len(before) != len(after):
        raise ValueError(f"{len(before)} scores before and {len(after)} after cannot be paired")
    differences = [new - old for old, new in zip(before, after, strict=True)]
    random = Random(seed)  # noqa: S311 - resampling, not secrecy.
    means = sorted(fmean(random.choices(differences, k=len(differences))) for _ in range(samples))
    tail = samples // 40
    return Interval(mean=fmean(differences), low=means[tail], high=means[-1 - tail])
