"""Bounds from below what any cover costs, by a price for each element (Beasley, 1990).

At whatever prices, a cover costs at least all prices together and, beside them, what each set of
negative reduced cost saves. Prices are found by subgradient steps (Held and Karp, 1971).
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 600
PATIENCE = 20
"""Rounds without progress after which the steps get shorter."""
SHORTER = 0.6
LEAST_LENGTH = 0.005
"""Steps shorter than this part change no bound that matters."""
PROGRESS = 0.0005
"""Part of the bound by which a round must raise it to count as progress."""
SAFETY = 1e-6
"""Margin for the rounding of sums of some thousand prices."""


@dataclass(frozen=True, kw_only=True)
class Bound:
    """No cover costs less than ``least``, and none with set j less than ``least`` and its own
    ``reduced_costs[j]`` where that is positive.
    """

    least: float
    reduced_costs: Floats

    @property
    def whole(self) -> int:
        """The least in whole numbers, as costs are."""
        return max(0, int(np.ceil(self.least - SAFETY)))

    def may_be_below(self, cost: int) -> NDArray[np.bool_]:
        """Which sets a cover may hold that costs less than ``cost``."""
        return np.asarray(self.least + self.reduced_costs <= cost - 1 + SAFETY)


def bound_covers(
    sets: Sequence[Set[int]], costs: Sequence[int], *, elements: int, known: int
) -> Bound:
    """The best bound that a fixed number of rounds finds.

    Each set holds an element and each element is in a set. ``known`` is what some cover costs.
    """
    sizes = np.array([len(members) for members in sets])
    starts = np.cumsum(sizes) - sizes
    held = np.concatenate([np.sort(np.fromiter(members, np.intp)) for members in sets])
    cost = np.array(costs, dtype=np.float64)
    # Where each is given the smallest share of a set's cost, no set is overpaid: a bound by itself.
    prices = np.full(elements, np.inf)
    np.minimum.at(prices, held, np.repeat(cost / sizes, sizes))

    def reduced(at: Floats) -> Floats:
        return cost - np.add.reduceat(at[held], starts)

    best, best_prices, length, idle = -np.inf, prices, 2.0, 0
    for _round in range(ROUNDS):
        left = reduced(prices)
        chosen = left < 0
        bound = float(prices.sum() + left[chosen].sum())
        idle = 0 if bound > best + PROGRESS * abs(best) else idle + 1
        if bound > best:
            best, best_prices = bound, prices
        if idle > PATIENCE:
            length, idle, prices = length * SHORTER, 0, best_prices
            continue
        slope = 1.0 - np.bincount(held[np.repeat(chosen, sizes)], minlength=elements)
        square = float(slope @ slope)
        if square == 0 or length < LEAST_LENGTH or np.ceil(best - SAFETY) >= known:
            break
        step = length * max(known - bound, SAFETY) / square
        prices = np.maximum(0.0, prices + step * slope)
    return Bound(least=best, reduced_costs=reduced(best_prices))
