"""Solves a matching to proven optimality: on few providers first, then on all that could matter."""

from collections.abc import Collection, Set
from dataclasses import replace

from portal.consortia.matching.eligibility import abilities, certain_gaps
from portal.consortia.matching.formulation import Formulation
from portal.consortia.matching.pricing import Prices, Pricing
from portal.consortia.matching.problem import Problem
from portal.consortia.matching.search import Search, Work
from portal.consortia.matching.team import Result, Solution, Status, Team

WORK_LIMIT = 15.0
"""Work allowed for all teams together, in the solver's deterministic units: about two seconds
each. The best team of 2,000 providers takes a part of one.
"""
DISTANCE = 2
"""Members by which an alternative differs from each better team."""
CORE_SIZE = 32
"""Providers that are searched first, those of highest profit at the best prices."""
CORE_GROWTH = 5
NEAR_SIZE = 256
"""Providers among whom more affinity is looked for."""


def solve(
    problem: Problem,
    *,
    alternatives: int = 3,
    locked: Set[str] = frozenset(),
    limit: float = WORK_LIMIT,
    core_size: int = CORE_SIZE,
) -> Result:
    """The best team, and up to ``alternatives`` that each leave out two members of every better
    one.

    Stages, each kept while the next is solved: fewest gaps (O0); highest quality per cell, and
    among exact equals the lowest lottery of tender and provider (O1); for the best team, most
    affinity within the tolerance of O1 (O2). A limit of work, not of time, so that the same
    problem has the same answer on every machine.

    ``locked`` members are in every team, as after a yes. ``core_size`` is how many providers are
    searched first; it changes the time, never what is proven.
    """
    work = _Matching(problem, Work(limit), frozenset(locked), core_size)
    best = work.solved((), has_affinity=problem.has_affinity)
    found = [best]
    while len(found) <= alternatives and found[-1].team is not None and work.is_left:
        known = tuple(item.team.members - locked for item in found if item.team is not None)
        found.append(work.solved(known, has_affinity=False))
    others = [item for item in found[1:] if item.team is not None]
    return Result(best=best, alternatives=tuple(others))


class _Matching:
    """One problem with the work that is left for it."""

    def __init__(
        self, problem: Problem, work: Work, locked: frozenset[str], core_size: int
    ) -> None:
        self._problem, self._work = problem, work
        self._locked, self._core_size = locked, core_size
        self._certain = certain_gaps(problem, abilities(problem))
        self._pricing: Pricing | None = None
        self._profits: list[str] = []

    @property
    def is_left(self) -> bool:
        """Whether any work is left."""
        return self._work.is_left

    def solved(self, unlike: tuple[frozenset[str], ...], *, has_affinity: bool) -> Solution:
        """Look for a team without avoidable gaps; only where there is none, for the one with
        the fewest.
        """
        before = self._work.spent
        # Half is kept back: where no complete team is found in time, one with gaps still may be.
        self._work.reserve(self._work.left / 2)
        solution = self._complete(unlike)
        self._work.reserve(0)
        is_strict = solution.team is not None
        if not is_strict:
            solution = self._with_gaps(unlike)
        if has_affinity and solution.team is not None:
            solution = self._with_more_affinity(solution, solution.team, is_strict=is_strict)
        return replace(solution, deterministic_seconds=self._work.spent - before)

    def _complete(self, unlike: tuple[frozenset[str], ...]) -> Solution:
        """The best team without avoidable gaps, from a growing core of providers.

        A team found in the core proves all those irrelevant whose ceiling is below its quality;
        where some are left, a better team with one of them is looked for.
        """
        size = self._core_size
        # Prices ask for every lot, so they prove nothing where some are left out.
        if len(self._problem.providers) <= size or self._problem.has_choice_of_lots:
            return self._search(unlike).best()
        self._pricing = self._pricing or Pricing(self._problem)
        prices = self._pricing.prices(unlike=unlike, distance=DISTANCE)
        self._profits = self._profits or prices.most_profitable(NEAR_SIZE)
        while size < len(prices.profits):
            core = {*prices.most_profitable(size), *self._locked}
            found = self._search(unlike, core).best()
            if found.team is not None:
                return self._proven(found, found.team, prices, core, unlike)
            if found.status is Status.UNKNOWN:
                return found
            size *= CORE_GROWTH
        return self._search(unlike).best()

    def _with_gaps(self, unlike: tuple[frozenset[str], ...]) -> Solution:
        """The team with the fewest gaps; where all there are take too long, one of the few most
        profitable providers, never called best.
        """
        if not self._profits:
            return self._search(unlike, is_strict=False).best()
        self._work.reserve(self._work.left / 2)
        core = {*self._profits, *self._locked}
        near = self._search(unlike, core, is_strict=False).best()
        self._work.reserve(0)
        whole = self._search(unlike, is_strict=False).best()
        if whole.status is Status.OPTIMAL or near.team is None:
            return whole
        if whole.team is not None and not self._is_behind(whole.team, near.team):
            return whole
        top = Formulation(self._problem).top_quality
        return replace(near, status=Status.FEASIBLE, bound=top)

    def _is_behind(self, one: Team, other: Team) -> bool:
        """Whether the one team has more gaps, or as many and less quality."""
        whole = 1 + sum(lot.weekly_hours for lot in self._problem.lots)

        def rank(team: Team) -> tuple[int, int]:
            return sum(gap.hours or whole for gap in team.gaps), -team.quality

        return rank(one) > rank(other)

    def _proven(
        self,
        found: Solution,
        team: Team,
        prices: Prices,
        core: set[str],
        unlike: tuple[frozenset[str], ...],
    ) -> Solution:
        """The core's best team, or a better one with somebody from outside the core."""
        relevant = {key for key in prices.profits if prices.ceiling(key) >= found.objective}
        outsiders = relevant - core
        if outsiders and found.status is Status.OPTIMAL:
            search = self._search(unlike, relevant | core)
            other = search.better(than=team, outsiders=outsiders)
            if other.team is not None:
                found = other
            elif other.status is Status.UNKNOWN:
                found = replace(found, status=Status.FEASIBLE)
        if found.status is Status.OPTIMAL:
            return found
        return replace(found, bound=max(found.objective, int(prices.ceiling())))

    def _with_more_affinity(self, solution: Solution, team: Team, *, is_strict: bool) -> Solution:
        """Move to the team with most affinity within the tolerance of quality."""
        percent = self._problem.rules.affinity_tolerance_percent
        floor = solution.objective - abs(solution.objective) * percent // 100
        near = self._near(team)
        search = self._search((), near, is_strict=is_strict)
        status, closer = search.more_affinity(than=team, floor=floor)
        is_all = near is None
        return replace(
            solution,
            team=closer or team,
            is_affinity_proven=is_all and status in {Status.OPTIMAL, Status.INFEASIBLE},
        )

    def _near(self, team: Team) -> set[str] | None:
        """Providers that a team with more of it would most likely have; None for all there are."""
        if len(self._problem.providers) <= NEAR_SIZE:
            return None
        friends = {
            key
            for tie in self._problem.ties
            if {tie.first, tie.second} & team.members
            for key in (tie.first, tie.second)
        }
        return {*self._profits, *team.members, *friends}

    def _search(
        self,
        unlike: tuple[frozenset[str], ...],
        among: Collection[str] | None = None,
        *,
        is_strict: bool = True,
    ) -> Search:
        """A search for a team unlike those, among these providers or all."""
        problem = self._problem
        if among is not None:
            chosen = tuple(item for item in problem.providers if item.key in among)
            problem = replace(problem, providers=chosen)
        # Certain for the whole problem: among a few providers more would be missing.
        formulation = Formulation(problem, certain=self._certain if is_strict else None)
        for members in unlike:
            formulation.forbid_nearly_the_same(members, distance=DISTANCE)
        formulation.require(self._locked)
        return Search(formulation, self._work)
