"""Looks for a cheap cover: takes sets out and puts others in, heavier for what stays uncovered.

After the row weighting of Gao, Yao, Weise and Li (European Journal of Operational Research, 2015),
with what a set covers divided by its cost. All scores are sums of whole numbers.
"""

from collections.abc import Sequence, Set
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray


def greedy_cover(
    sets: Sequence[Set[int]], costs: Sequence[int], *, elements: int
) -> frozenset[int]:
    """Places of sets that hold every element: again and again the cheapest for each new one
    (Chvatal, 1979), then without those that are not needed.
    """
    waiting = set(range(elements))
    queue = [
        (cost / len(members), place)
        for place, (members, cost) in enumerate(zip(sets, costs, strict=True))
        if members
    ]
    heapify(queue)
    chosen = []
    while waiting:
        _ratio, place = heappop(queue)
        new = len(waiting & sets[place])
        if new == 0:
            continue
        ratio = costs[place] / new
        if queue and (ratio, place) > queue[0]:
            heappush(queue, (ratio, place))
            continue
        waiting -= sets[place]
        chosen.append(place)
    return _needed(sets, costs, chosen, elements)


def _needed(
    sets: Sequence[Set[int]], costs: Sequence[int], chosen: list[int], elements: int
) -> frozenset[int]:
    times = np.zeros(elements, dtype=np.intp)
    for place in chosen:
        times[list(sets[place])] += 1
    kept = set(chosen)
    for place in sorted(chosen, key=lambda place: (-costs[place], place)):
        members = list(sets[place])
        if (times[members] > 1).all():
            times[members] -= 1
            kept.remove(place)
    return frozenset(kept)


def cheaper_cover(
    sets: Sequence[Set[int]],
    costs: Sequence[int],
    *,
    elements: int,
    begin: Set[int],
    steps: int,
    least: int,
) -> frozenset[int]:
    """The cheapest cover met in so many steps from the cover ``begin``, or ``begin`` itself.

    Ends early at a cover that costs ``least``. Each cost is above zero. The same input has the
    same answer on every machine.
    """
    walk = _Walk(sets, costs, elements, begin)
    for step in range(1, steps + 1):
        if walk.best_cost <= least:
            break
        walk.step(step)
    return walk.best


class _Walk:
    """A choice of sets that covers nearly everything, and the cheapest cover it has met."""

    def __init__(
        self, sets: Sequence[Set[int]], costs: Sequence[int], elements: int, begin: Set[int]
    ) -> None:
        # Whole numbers below 2**53, so that sums are exact in whatever order they are made.
        self._holds = np.zeros((len(sets), elements), dtype=np.float64)
        for place, members in enumerate(sets):
            self._holds[place, list(members)] = 1
        self._holders = [np.flatnonzero(column) for column in self._holds.T]
        self._costs = np.array(costs, dtype=np.float64)
        self._weights = np.ones(elements)
        self._is_in = np.zeros(len(sets), dtype=bool)
        self._is_in[list(begin)] = True
        self._times = self._holds[self._is_in].sum(axis=0)
        self._cost = float(self._costs[self._is_in].sum())
        self.best, self.best_cost = frozenset(begin), self._cost
        self._moved = np.zeros(len(sets))
        self._may_enter = np.ones(len(sets), dtype=bool)
        """Not straight back: only where something beside the set has changed since it left."""
        self._newest = -1
        self._random = np.random.default_rng(1)

    def step(self, number: int) -> None:
        """Take one set out of a cover that costs less than the best, and fill the holes again."""
        while self._times.all():
            if self._cost < self.best_cost:
                self.best_cost = self._cost
                self.best = frozenset(np.flatnonzero(self._is_in).tolist())
            self._take_out(number, but=-1)
        if self._is_in.any():
            self._take_out(number, but=self._newest)
        while not self._times.all():
            holes = np.flatnonzero(self._times == 0)
            place = self._best_for(holes[self._random.integers(len(holes))], holes)
            if place is None:
                return
            self._put_in(place, number)
            self._weights[self._times == 0] += 1

    def _take_out(self, number: int, *, but: int) -> None:
        """The set whose leaving uncovers least for its cost; of equals the one in longest."""
        chosen = np.flatnonzero(self._is_in)
        loss = (self._holds[chosen] @ (self._weights * (self._times == 1))) / self._costs[chosen]
        loss[chosen == but] = np.inf
        place = self._longest(chosen, loss == loss.min())
        self._is_in[place] = False
        self._times -= self._holds[place]
        self._cost -= self._costs[place]
        self._note(place, number)
        self._may_enter[place] = False

    def _best_for(self, hole: int, holes: NDArray[np.intp]) -> int | None:
        """The set that fills most for its cost, if one keeps the whole below the best."""
        holders = self._holders[hole]
        is_cheap = self._cost + self._costs[holders] < self.best_cost
        able = holders[self._may_enter[holders] & is_cheap]
        if not len(able):
            return None
        gain = (self._holds[np.ix_(able, holes)] @ self._weights[holes]) / self._costs[able]
        return self._longest(able, gain == gain.max())

    def _put_in(self, place: int, number: int) -> None:
        self._is_in[place] = True
        self._times += self._holds[place]
        self._cost += self._costs[place]
        self._newest = place
        self._note(place, number)

    def _note(self, place: int, number: int) -> None:
        self._moved[place] = number
        for element in np.flatnonzero(self._holds[place]):
            self._may_enter[self._holders[element]] = True

    def _longest(self, places: NDArray[np.intp], are_equal: NDArray[np.bool_]) -> int:
        equals = places[are_equal]
        return int(equals[self._moved[equals].argmin()])
