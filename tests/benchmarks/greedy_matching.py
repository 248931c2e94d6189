"""The plain alternative to proving a team best: take whoever adds most, again and again."""

import time
from dataclasses import replace

from portal.consortia.matching.partners import rank_partners
from portal.consortia.matching.problem import Problem
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Solution


def greedy_members(problem: Problem) -> list[str]:
    """Members in the order they were taken, until no seat is left or nobody adds enough."""
    rules = problem.rules
    members: list[str] = []
    while len(members) < rules.max_members:
        ranked = rank_partners(problem, members)
        cost = rules.member_cost + rules.pair_cost * len(members)
        if not ranked:
            break
        first = ranked[0]
        is_worth_it = first.gaps_closed or first.weekly_hours or first.quality > cost
        if len(members) >= rules.min_members and not is_worth_it:
            break
        members.append(first.provider)
    return members


def measured_greedy(problem: Problem, best: Solution) -> dict[str, object]:
    """How far the greedy team stays behind the proven one.

    Who does what among its members is then settled by the solver, so greedy is shown at its best;
    ``is_lawful`` is False where no arrangement of them meets the rules (turnover, size).
    """
    started = time.perf_counter()
    # Ties decide nothing that is compared here.
    members = greedy_members(problem.without_affinity())
    seconds = time.perf_counter() - started
    chosen = tuple(item for item in problem.providers if item.key in members)
    arranged = solve(replace(problem.without_affinity(), providers=chosen), alternatives=0).best
    if arranged.team is None or best.team is None:
        return {"is_lawful": False, "members": len(members), "seconds": round(seconds, 2)}
    left = len(arranged.team.gaps) - len(best.team.gaps)
    return {
        "is_lawful": True,
        "members": len(members),
        "seconds": round(seconds, 2),
        "objective": arranged.objective,
        "more_gaps": left,
        "gap_percent": round(100 * (best.objective - arranged.objective) / best.objective, 2),
    }
