"""Solves a requested matching and stores every team that passes the independent check."""

from datetime import datetime

import structlog
from django.db import transaction

from portal.consortia.enums import RunState
from portal.consortia.inputs import Requirement, requirements_of
from portal.consortia.matching.explain import MemberReasons, Missing, missing, reasons
from portal.consortia.matching.problem import RULES_VERSION, Cell, Problem
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Result, Solution, Team
from portal.consortia.matching.verify import violations
from portal.consortia.models import (
    ConsortiumProposal,
    CoveredService,
    MatchRun,
    ProposalGap,
    ProposedMember,
)
from portal.consortia.narrowing import problem_of_run

log = structlog.get_logger(__name__)


def solve_run(*, run: MatchRun, at: datetime) -> MatchRun:
    """Work out the teams of a requested run; a run that is solved already is returned as it is.

    The solver runs outside any transaction, because it may take seconds; all rows are then
    written in one.

    A team that fails the check, which shares no code with the model builder, is a defect of ours:
    the run is closed as failed, so that it blocks no other, and nothing of it is shown.
    """
    if run.state != RunState.REQUESTED:
        return run
    requirements = requirements_of(run.tender)
    if not requirements:
        return _closed(run, RunState.NOTHING_TO_MATCH, at=at)
    problem, locked = problem_of_run(run, requirements, at=at)
    # A consortium needs the one team that completes it; a choice is for those not yet in one.
    alternatives = 3 if run.consortium_id is None else 0
    result = solve(problem, locked=locked, alternatives=alternatives)
    for solution in (result.best, *result.alternatives):
        if solution.team is not None and (wrong := violations(problem, solution.team)):
            log.error("consortia.unlawful_team", run=run.pk, violations=len(wrong))
            return fail_run(run=run, at=at)
    return _stored(run, problem, result, requirements, at)


def fail_run(*, run: MatchRun, at: datetime) -> MatchRun:
    """Close a run that cannot be worked out; its page says so and a new one may be asked for."""
    return _closed(run, RunState.FAILED, at=at)


@transaction.atomic
def _closed(run: MatchRun, state: RunState, *, at: datetime) -> MatchRun:
    run.state, run.solved_at, run.rules_version = state, at, RULES_VERSION
    run.save()
    return run


@transaction.atomic
def _stored(
    run: MatchRun,
    problem: Problem,
    result: Result,
    requirements: list[Requirement],
    at: datetime,
) -> MatchRun:
    current = MatchRun.objects.select_for_update().get(pk=run.pk)
    if current.state != RunState.REQUESTED:
        # Another worker was quicker; equal inputs have equal teams.
        return current
    best = result.best
    current.inputs_sha256 = problem.fingerprint()
    current.solver_status = best.status.value
    current.objective, current.bound = best.objective, best.bound
    current.work = best.deterministic_seconds
    _closed(current, RunState.SOLVED, at=at)
    by_key = {requirement.key: requirement for requirement in requirements}
    for rank, solution in enumerate((best, *result.alternatives), 1):
        if solution.team is not None:
            _propose(current, rank, solution, problem, by_key)
    return current


def _propose(
    run: MatchRun,
    rank: int,
    solution: Solution,
    problem: Problem,
    by_key: dict[str, Requirement],
) -> None:
    team = solution.team
    assert team is not None  # noqa: S101 - the caller asks only for teams that were found
    proposal = ConsortiumProposal.objects.create(run=run, rank=rank, quality=team.quality)
    tied = {
        key
        for tie in problem.ties
        for key in (tie.first, tie.second)
        if {tie.first, tie.second} <= team.members
    }
    for item in reasons(problem, team):
        _add_member(proposal, team, item, by_key, has_ties=item.provider in tied)
    for gap in missing(problem, team):
        _add_gap(proposal, gap, by_key)


def _add_member(
    proposal: ConsortiumProposal,
    team: Team,
    item: MemberReasons,
    by_key: dict[str, Requirement],
    *,
    has_ties: bool,
) -> None:
    hours = sum(
        hours for (provider, _lot), hours in team.hours.items() if provider == item.provider
    )
    member = ProposedMember.objects.create(
        proposal=proposal,
        organisation_id=int(item.provider),
        is_lead=item.is_lead,
        weekly_hours=hours,
        has_ties=has_ties,
    )
    only = {cell.key for cell in item.only_cells}
    CoveredService.objects.bulk_create(
        _covered(member, by_key[cell.key], is_backup=is_backup, is_only_member=cell.key in only)
        for cells, is_backup in ((item.prime_cells, False), (item.backup_cells, True))
        for cell in cells
    )


def _covered(
    member: ProposedMember, requirement: Requirement, *, is_backup: bool, is_only_member: bool
) -> CoveredService:
    return CoveredService(
        member=member,
        lot=requirement.lot,
        service_type=requirement.service_type,
        area=requirement.area,
        is_backup=is_backup,
        is_only_member=is_only_member,
    )


def _add_gap(proposal: ConsortiumProposal, gap: Missing, by_key: dict[str, Requirement]) -> None:
    requirement = _requirement(gap.cell, by_key)
    ProposalGap.objects.create(
        proposal=proposal,
        kind=gap.kind.value,
        lot=requirement.lot if requirement else None,
        service_type=requirement.service_type if requirement else None,
        area=requirement.area if requirement else None,
        hours=gap.hours,
        nobody_can=gap.nobody_can,
    )


def _requirement(cell: Cell | None, by_key: dict[str, Requirement]) -> Requirement | None:
    return by_key[cell.key] if cell else None
