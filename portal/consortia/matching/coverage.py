"""The covering core by itself: the cheapest choice of sets that together hold every element."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from ortools.sat.python import cp_model

from portal.consortia.matching.team import Status

WORK_LIMIT = 60.0
"""Work allowed, in the solver's deterministic seconds."""


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
    holders: list[list[int]] = [[] for _ in range(elements)]
    for place, members in enumerate(sets):
        for element in members:
            holders[element].append(place)
    uncovered = tuple(element for element, places in enumerate(holders) if not places)
    if uncovered:
        return Cover(status=Status.INFEASIBLE, uncovered=uncovered)
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in sets]
    for places in holders:
        model.add_bool_or(chosen[place] for place in places)
    model.minimize(sum(cost * variable for cost, variable in zip(costs, chosen, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = limit
    code = solver.solve(model)
    bound = max(0, round(solver.best_objective_bound))
    if code not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Cover(status=Status.UNKNOWN, bound=bound)
    return Cover(
        status=Status.OPTIMAL if code == cp_model.OPTIMAL else Status.FEASIBLE,
        chosen=tuple(place for place, variable in enumerate(chosen) if solver.value(variable)),
        cost=round(solver.objective_value),
        bound=bound,
    )
