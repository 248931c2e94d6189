"""Writes the teams of a matching down, with what each member would do and what is missing."""

from dataclasses import dataclass
from datetime import datetime

from portal.consortia.enums import RunState
from portal.consortia.inputs import Requirement
from portal.consortia.matching.explain import MemberReasons, Missing, missing, reasons
from portal.consortia.matching.problem import RULES_VERSION, Cell, Problem
from portal.consortia.matching.team import Result, Solution, Team
from portal.consortia.models import (
    ConsortiumProposal,
    CoveredService,
    MatchRun,
    ProposalGap,
    ProposedMember,
)


@dataclass(frozen=True, kw_only=True)
class WorkedOut:
    """Lawful teams, and what they were worked out from."""

    problem: Problem
    requirements: list[Requirement]
    result: Result


def write_first_team(run: MatchRun, worked: WorkedOut, *, at: datetime) -> None:
    """Close the run as solved, with its first team; call it in a transaction."""
    write_facts(run, worked, at=at)
    if worked.result.best.team is not None:
        _propose(run, 1, worked.result.best, worked)


def write_facts(run: MatchRun, worked: WorkedOut, *, at: datetime) -> None:
    """Close the run as solved: what was proven, and from which inputs."""
    best = worked.result.best
    run.inputs_sha256 = worked.problem.fingerprint()
    run.solver_status = best.status.value
    run.objective, run.bound = best.objective, best.bound
    run.work = best.deterministic_seconds
    close_run(run, RunState.SOLVED, at=at)


def write_alternatives(run: MatchRun, worked: WorkedOut, *, at: datetime) -> None:
    """Add the teams beside the first one; call it in a transaction."""
    for rank, solution in enumerate(worked.result.alternatives, 2):
        _propose(run, rank, solution, worked)
    run.alternatives_at = at
    run.save(update_fields=["alternatives_at"])


def close_run(run: MatchRun, state: RunState, *, at: datetime) -> MatchRun:
    """Say how the run ended; one that was not written down yet is written now."""
    run.state, run.solved_at, run.rules_version = state, at, RULES_VERSION
    run.save()
    return run


def _propose(run: MatchRun, rank: int, solution: Solution, worked: WorkedOut) -> None:
    team, problem = solution.team, worked.problem
    assert team is not None  # noqa: S101 - the caller asks only for teams that were found
    by_key = {requirement.key: requirement for requirement in worked.requirements}
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
