"""What operators read of a matching: a consortium for a tender, worked out without storing it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from portal.consortia.constraints import confirmed_requirements, unsaid_turnover
from portal.consortia.enums import SolverStatus
from portal.consortia.inputs import Requirement, problem_for, requirements_of
from portal.consortia.matching.counterfactual import loss_without
from portal.consortia.matching.explain import MemberReasons, missing, reasons, uncoverable
from portal.consortia.matching.problem import Problem
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Solution, Team
from portal.consortia.matching.verify import violations
from portal.consortia.requirements.wording import requirement_view
from portal.consortia.role_cards import told_apart
from portal.consortia.services.requesting import NotOpenError
from portal.consortia.standing import kinds_wanted
from portal.consortia.wording import Names, gap_words, loss_words, member_words, names_for
from portal.tenders.models import Tender

ALTERNATIVES = 5


class NobodyOpenError(Exception):
    """No provider has said yes to matching and declares a service that is still current."""


class NothingAskedError(Exception):
    """The notice names no service that providers declare."""


class UnlawfulTeamError(Exception):
    """A team failed the check that shares no code with the model builder: a defect of ours."""


def consortium_report(tender: Tender, *, at: datetime) -> dict[str, Any]:
    """The best team and its alternatives for a tender, ready for JSON; nothing is stored.

    It names every provider, so it is for people who run the portal only.

    Raises:
        NotOpenError: the tender is awarded, ended or past its deadline.
        NothingAskedError: the notice names no service that providers declare.
        NobodyOpenError: there is nobody to match.
        UnlawfulTeamError: a team breaks a rule.
    """
    if not tender.is_open_to_competition_at(at):
        raise NotOpenError
    requirements = requirements_of(tender)
    if not requirements:
        raise NothingAskedError
    problem = problem_for(tender, requirements, at=at)
    if not problem.providers:
        raise NobodyOpenError
    return {
        "tender": {"id": tender.pk, "ocid": tender.ocid, "title": tender.title},
        "only_kinds": _kinds_by_lot(requirements),
        "held_to": [
            {
                "requirement": view.sentence,
                "lot": view.lot,
                "must": view.requirement.is_hard,
                "words": view.quote,
                "source": view.source,
                "note": view.note,
            }
            for view in map(requirement_view, confirmed_requirements(tender))
        ],
        **_with_turnover(
            _worked_out(problem, {item.key: item for item in requirements}),
            problem,
            least=unsaid_turnover(tender),
        ),
    }


def _kinds_by_lot(requirements: list[Requirement]) -> dict[str, list[str]]:
    """Of the lots that are reserved, the kinds that may work in them."""
    wanted = {item.lot.lot_id: kinds_wanted(item.lot.reserved_for) for item in requirements}
    return {lot: sorted(kinds) for lot, kinds in wanted.items() if kinds}


def _with_turnover(report: dict[str, Any], problem: Problem, *, least: int) -> dict[str, Any]:
    """Where a notice does not say whose turnover it tests, each team told by both usual tests."""
    turnover = {int(item.key): item.turnover for item in problem.providers}
    for proposal in report["proposals"] if least else ():
        members = {member["id"]: member["role"] for member in proposal["members"]}
        leads = [turnover[pk] for pk, role in members.items() if role == "lead"]
        proposal["turnover"] = {
            "least_thousand_pounds": least,
            "all_together_reach_it": sum(turnover[pk] for pk in members) >= least,
            "the_lead_alone_reaches_it": max(leads, default=0) >= least,
        }
    return report


def _worked_out(problem: Problem, by_key: dict[str, Requirement]) -> dict[str, Any]:
    result = solve(problem, alternatives=ALTERNATIVES)
    names = names_for(problem)
    found = [item for item in (result.best, *result.alternatives) if item.team is not None]
    best = result.best
    return {
        "providers_open": len(problem.providers),
        "asked_for": len(problem.cells),
        "status": best.status.value,
        "status_in_words": str(SolverStatus(best.status.value).label),
        "objective": best.objective,
        "bound": best.bound,
        "is_affinity_proven": best.is_affinity_proven,
        "work": round(best.deterministic_seconds, 3),
        "inputs_sha256": problem.fingerprint(),
        "nobody_can": names.each_cell(uncoverable(problem)),
        "proposals": [
            _proposal(rank, solution, problem, names, by_key)
            for rank, solution in enumerate(found, 1)
        ],
    }


def _proposal(
    rank: int, solution: Solution, problem: Problem, names: Names, by_key: dict[str, Requirement]
) -> dict[str, Any]:
    team = solution.team
    assert team is not None  # noqa: S101 - the caller asks only for teams that were found
    if violations(problem, team):
        raise UnlawfulTeamError
    gaps = missing(problem, team)
    by_lot = {str(item.lot.pk): item.lot.lot_id for item in by_key.values()}
    # Losses are told of the best team alone: an alternative is a choice, not the optimum.
    losses = {
        key: loss_words(names, loss_without(problem, solution, key))
        for key in sorted(team.members)
        if rank == 1
    }
    return {
        "rank": rank,
        "status": solution.status.value,
        "objective": solution.objective,
        "bound": solution.bound,
        "quality": team.quality,
        "affinity": team.affinity,
        "members": [
            {
                **_member(item, team, problem, names, by_key),
                **({"loss_if_removed": losses[item.provider]} if losses else {}),
            }
            for item in reasons(problem, team)
        ],
        "lots": [by_lot[lot.key] for lot in problem.lots if lot.key not in team.left_out],
        "gaps": told_apart(
            [gap_words(names, gap) for gap in gaps],
            [int(gap.lot) if gap.lot else None for gap in gaps],
        ),
        "gap_facts": [
            {key: str(value) for key, value in asdict(gap).items() if value} for gap in team.gaps
        ],
    }


def _member(
    item: MemberReasons,
    team: Team,
    problem: Problem,
    names: Names,
    by_key: dict[str, Requirement],
) -> dict[str, Any]:
    organisation = names.organisations[item.provider]
    has_ties = any(
        item.provider in {tie.first, tie.second} and {tie.first, tie.second} <= team.members
        for tie in problem.ties
    )
    parts = [(cell, "prime") for cell in item.prime_cells]
    parts += [(cell, "backup") for cell in item.backup_cells]
    return {
        "id": organisation.pk,
        "slug": organisation.slug,
        "name": organisation.name,
        "role": "lead" if item.is_lead else "member",
        "weekly_hours": {
            lot: hours
            for (provider, lot), hours in sorted(team.hours.items())
            if provider == item.provider
        },
        "allocation": [
            {"lot": by_key[cell.key].lot.lot_id, "service": names.cell(cell), "as": part}
            for cell, part in parts
        ],
        "only_it_can": names.each_cell(item.only_cells),
        "reasons": member_words(names, item, has_ties=has_ties),
    }
