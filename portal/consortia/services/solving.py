"""Solves a requested matching and stores every team that passes the independent check."""

from datetime import datetime

import structlog
from django.db import transaction

from portal.consortia.enums import RunState
from portal.consortia.inputs import Requirement, requirements_of
from portal.consortia.matching.problem import Problem
from portal.consortia.matching.relevance import relevant_part
from portal.consortia.matching.solve import solve
from portal.consortia.matching.verify import violations
from portal.consortia.material import outline_of
from portal.consortia.models import MatchRun
from portal.consortia.narrowing import problem_of_run
from portal.consortia.runs import latest_run, solved_runs
from portal.consortia.services.comparing import remember_comparison
from portal.consortia.services.keeping import (
    bring_up_to_date,
    has_same_first_team,
    replace_alternatives,
)
from portal.consortia.services.storing import (
    WorkedOut,
    close_run,
    write_alternatives,
    write_first_team,
)
from portal.consortia.services.telling import tell_of_suggestion

log = structlog.get_logger(__name__)

ALTERNATIVES = 3


def solve_run(*, run: MatchRun, at: datetime) -> MatchRun:
    """Work out the teams of a requested run, and return the run to look at; one that is solved
    already is returned as it is.

    Where nothing that teams depend on has changed since the newest run, that one is returned and
    this one is forgotten: it was asked in vain, and counts for nobody. The solver runs outside any
    transaction, because it may take seconds; all rows are then written in one.
    """
    if run.state != RunState.REQUESTED:
        return run
    requirements = requirements_of(run.tender)
    if not requirements:
        return close_run(run, RunState.NOTHING_TO_MATCH, at=at)
    problem, locked = problem_of_run(run, requirements, at=at)
    known = _known_run(run, problem)
    if known is not None:
        run.delete()
        remember_comparison(known.tender, inputs_sha256=known.inputs_sha256, at=at)
        return known
    # A consortium needs the one team that completes it; a choice is for those not yet in one.
    alternatives = ALTERNATIVES if run.consortium_id is None else 0
    worked = work_out(problem, requirements, locked=locked, alternatives=alternatives)
    if worked is None:
        log.error("consortia.unlawful_team", run=run.pk)
        return fail_run(run=run, at=at)
    return _stored(run, worked, at)


def _known_run(run: MatchRun, problem: Problem) -> MatchRun | None:
    """The newest run of the whole tender, where it solved this very problem."""
    newest = solved_runs(run.tender).first() if run.consortium_id is None else None
    if newest is None or newest != latest_run(run.tender):
        return None
    return newest if newest.inputs_sha256 == relevant_part(problem).fingerprint() else None


def work_out(
    problem: Problem,
    requirements: list[Requirement],
    *,
    locked: frozenset[str] = frozenset(),
    alternatives: int = ALTERNATIVES,
) -> WorkedOut | None:
    """The best team and its alternatives; None where one of them breaks a rule.

    A team that fails the check, which shares no code with the model builder, is a defect of ours:
    nothing of it is shown.
    """
    part = relevant_part(problem)
    result = solve(part, locked=locked, alternatives=alternatives)
    teams = [item.team for item in (result.best, *result.alternatives) if item.team is not None]
    if any(violations(problem, team) for team in teams):
        return None
    return WorkedOut(problem=part, requirements=requirements, result=result)


def fail_run(*, run: MatchRun, at: datetime) -> MatchRun:
    """Close a run that cannot be worked out; its page says so and a new one may be asked for."""
    return close_run(run, RunState.FAILED, at=at)


@transaction.atomic
def _stored(run: MatchRun, worked: WorkedOut, at: datetime) -> MatchRun:
    current = MatchRun.objects.select_for_update().get(pk=run.pk)
    if current.state != RunState.REQUESTED:
        # Another worker was quicker; equal inputs have equal teams.
        return current
    before = solved_runs(current.tender).first()
    write_first_team(current, worked, at=at)
    # What completes a consortium is told by the consortium.
    if current.consortium_id is not None:
        return current
    remember_comparison(current.tender, inputs_sha256=current.inputs_sha256, at=at)
    if before is not None and has_same_first_team(before, current):
        bring_up_to_date(before, current, worked, at=at)
        replace_alternatives(before, worked, at=at)
        # Kept without teams: what an organisation asked counts for its limit.
        close_run(current, RunState.SAME, at=at)
        return before
    write_alternatives(current, worked, at=at)
    tell_of_suggestion(run=current, before=outline_of(before), at=at)
    return current
