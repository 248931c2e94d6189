"""What would be lost without a member, and each such claim comes from a solve of that problem."""

from dataclasses import dataclass, replace

from portal.consortia.matching.problem import Problem
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Gap, Solution, Status


@dataclass(frozen=True, kw_only=True)
class Loss:
    """How much worse the best team without one provider is.

    ``status`` is of that other team: only OPTIMAL makes the figures exact. ``quality`` is the
    drop of the proven objective, and says nothing where the gaps differ.
    """

    provider: str
    status: Status
    is_team_left: bool
    new_gaps: tuple[Gap, ...] = ()
    quality: int = 0


def loss_without(problem: Problem, best: Solution, provider: str) -> Loss:
    """The loss to the best team if the provider were not there; ``best`` solves ``problem``.

    Affinity is left out of the second solve: it decides nothing that is compared here.
    """
    others = tuple(item for item in problem.providers if item.key != provider)
    rest = replace(problem.without_affinity(), providers=others)
    left = solve(rest, alternatives=0).best
    return _loss(best, left, provider)


def _loss(best: Solution, left: Solution, provider: str) -> Loss:
    if left.team is None or best.team is None:
        return Loss(provider=provider, status=left.status, is_team_left=left.team is not None)
    known = set(best.team.gaps)
    return Loss(
        provider=provider,
        status=left.status,
        is_team_left=True,
        new_gaps=tuple(gap for gap in left.team.gaps if gap not in known),
        quality=best.objective - left.objective,
    )
