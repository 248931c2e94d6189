"""The covering core by itself: the cheapest choice of sets that together hold every element."""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from portal.consortia.matching.cover_bound import bound_covers
from portal.consortia.matching.cover_search import cheaper_cover, greedy_cover
from portal.consortia.matching.solver import new_solver
from portal.consortia.matching.team import Status

WORK_LIMIT = 60.0
"""Work allowed for proofs, in the solver's deterministic seconds."""
SHORT = 0.04
"""Part of the work for a first try: most problems need no more."""
STEPS_FOR_WORK = 1_000
"""Steps of the search for each unit of work."""
CORE_SIZE = 600
"""Sets among which a cheaper cover is searched for, those of least reduced cost."""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """A choice of sets by their places, with its certificate: no cover costs less than ``bound``.

    INFEASIBLE names in ``uncovered`` the elements that no set holds.
    """

    status: Status
    chosen: tuple[int, ...] = ()
    cost: int = 0
    bound: int = 0
    uncovered: tuple[int, ...] = ()


def cheapest_cover(
    sets: Sequence[Set[int]], costs: Sequence[int], *, elements: int, limit: float = WORK_LIMIT
) -> Cover:
    """The cheapest sets that together hold 0, 1, … up to ``elements`` - 1, proven where OPTIMAL.

    A limit of work, not of time, so that the same sets have the same answer on every machine.

    Raises:
        ValueError: a cost is negative, or there are not as many costs as sets.
    """
    if len(sets) != len(costs) or min(costs, default=0) < 0:
        raise ValueError(costs)
    uncovered = set(range(elements)).difference(*sets)
    if uncovered:
        return Cover(status=Status.INFEASIBLE, uncovered=tuple(sorted(uncovered)))
    # What costs nothing is chosen, and the rest of the problem counts its elements anew.
    free = [place for place, cost in enumerate(costs) if cost == 0]
    waiting = sorted(set(range(elements)).difference(*(sets[place] for place in free)))
    number = {element: place for place, element in enumerate(waiting)}
    paid = [place for place, cost in enumerate(costs) if cost and sets[place] & number.keys()]
    chosen, bound = _Covering(
        sets=[{number[element] for element in sets[place] & number.keys()} for place in paid],
        costs=[costs[place] for place in paid],
        elements=len(waiting),
    ).solved(limit)
    cost = sum(costs[paid[place]] for place in chosen)
    return Cover(
        status=Status.OPTIMAL if cost == bound else Status.FEASIBLE,
        chosen=tuple(sorted([*free, *(paid[place] for place in chosen)])),
        cost=cost,
        bound=bound,
    )


class _Covering:
    """A problem without empty sets and without sets that cost nothing."""

    def __init__(self, *, sets: list[set[int]], costs: list[int], elements: int) -> None:
        self._sets, self._costs, self._elements = sets, costs, elements

    def solved(self, limit: float) -> tuple[frozenset[int], int]:
        """A cover and the least that any costs: search for a cheaper one, then for a proof."""
        if not self._elements:
            return frozenset(), 0
        known = greedy_cover(self._sets, self._costs, elements=self._elements)
        self._bound = bound_covers(
            self._sets, self._costs, elements=self._elements, known=self._cost(known)
        )
        least = self._bound.whole
        for part in (SHORT, 1 - SHORT):
            known = self._searched(known, round(STEPS_FOR_WORK * limit * part), least)
            if self._cost(known) > least:
                known, least = self._proven(known, limit * part, least)
            if self._cost(known) == least:
                break
        return known, least

    def _searched(self, known: frozenset[int], steps: int, least: int) -> frozenset[int]:
        """A cheaper cover among few sets, where some steps find one."""
        order = np.argsort(self._bound.reduced_costs, kind="stable")[:CORE_SIZE].tolist()
        core = sorted({*order, *known})
        found = cheaper_cover(
            [self._sets[place] for place in core],
            [self._costs[place] for place in core],
            elements=self._elements,
            begin={place for place, item in enumerate(core) if item in known},
            steps=steps,
            least=least,
        )
        return frozenset(core[place] for place in found)

    def _proven(
        self, known: frozenset[int], limit: float, least: int
    ) -> tuple[frozenset[int], int]:
        """A cheaper cover among all sets that may be in one, and the bound the solver reached."""
        cost = self._cost(known)
        model = cp_model.CpModel()
        places = np.flatnonzero(self._bound.may_be_below(cost)).tolist()
        chosen = {place: model.new_bool_var("") for place in places}
        holders: list[list[cp_model.IntVar]] = [[] for _ in range(self._elements)]
        for place, variable in chosen.items():
            for element in self._sets[place]:
                holders[element].append(variable)
        for variables in holders:
            model.add_bool_or(variables)
        total = sum(self._costs[place] * variable for place, variable in chosen.items())
        model.add_linear_constraint(total, least, cost - 1)
        model.minimize(total)
        solver = new_solver(limit=limit)
        # The relaxation nearly is the problem: to branch as it says halves a proof.
        solver.parameters.search_branching = cp_model.LP_SEARCH
        solver.parameters.exploit_all_lp_solution = True
        code = solver.solve(model)
        if code == cp_model.INFEASIBLE:
            return known, cost
        least = min(cost, max(least, round(solver.best_objective_bound)))
        if code in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            known = frozenset(place for place in places if solver.value(chosen[place]))
        return known, least

    def _cost(self, places: Collection[int]) -> int:
        return sum(self._costs[place] for place in places)
