"""Narrows a tender's matching problem to what one consortium still needs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from portal.consortia.inputs import Requirement, problem_for
from portal.consortia.matching.problem import Problem
from portal.consortia.models import MatchRun, Seat
from portal.consortia.states import GONE_SEATS, OPEN_TEAMS, YES_SEATS


def problem_of_run(
    run: MatchRun, requirements: list[Requirement], *, at: datetime
) -> tuple[Problem, frozenset[str]]:
    """The problem of a run, and who is in every team of it: those who said yes.

    For a consortium, whoever left it and whoever said yes to another one for the tender is left
    out. Those who said yes know each other, so no private exclusion keeps them apart any more.
    """
    problem = problem_for(run.tender, requirements, at=at)
    if run.consortium_id is None:
        return problem, frozenset()
    own = Seat.objects.filter(consortium=run.consortium_id)
    agreed = _keys(own.filter(state__in=YES_SEATS).values_list("organisation_id", flat=True))
    gone = _keys(own.filter(state__in=GONE_SEATS).values_list("organisation_id", flat=True))
    rivals = Seat.objects.filter(
        consortium__tender=run.tender_id, consortium__state__in=OPEN_TEAMS, state__in=YES_SEATS
    ).exclude(consortium=run.consortium_id)
    left_out = (gone | _keys(rivals.values_list("organisation_id", flat=True))) - agreed
    providers = tuple(item for item in problem.providers if item.key not in left_out)
    pairs = frozenset(pair for pair in problem.forbidden_pairs if not pair <= agreed)
    narrowed = replace(problem, providers=providers, forbidden_pairs=pairs)
    return narrowed, agreed & {item.key for item in providers}


def _keys(organisation_ids: Iterable[int]) -> frozenset[str]:
    return frozenset(str(pk) for pk in organisation_ids)
