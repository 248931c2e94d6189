"""Works out what the best team would lose without each of its members, by a solve without it."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from portal.consortia.enums import Loss
from portal.consortia.inputs import Requirement, requirements_of
from portal.consortia.matching import counterfactual
from portal.consortia.matching.problem import Problem
from portal.consortia.matching.relevance import relevant_part
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Gap, Status
from portal.consortia.models import LostPart, MatchRun, ProposedMember
from portal.consortia.runs import runs_without_losses
from portal.consortia.services.comparing import unchanged_problem


def value_members(*, at: datetime) -> bool:
    """Value the first team of the run that waits longest; whether there was one.

    Where something changed since the team was found, the tender is compared anew instead.
    """
    run = runs_without_losses(at=at).first()
    if run is None:
        return False
    # Whatever goes wrong would go wrong again, and the runs behind this one must not wait.
    MatchRun.objects.filter(pk=run.pk).update(losses_at=at)
    requirements = requirements_of(run.tender)
    found = unchanged_problem(run, requirements, at=at)
    if found is None:
        return True
    members = ProposedMember.objects.filter(proposal__run=run, proposal__rank=1)
    try:
        _value(members, relevant_part(found), requirements)
    except Exception:
        # What an earlier night claimed may be wrong by now.
        members.update(loss="", loss_points=0)
        raise
    return True


def _value(
    members: QuerySet[ProposedMember], problem: Problem, requirements: list[Requirement]
) -> None:
    best = solve(problem, alternatives=0).best
    by_key = {requirement.key: requirement for requirement in requirements}
    for member in members:
        loss = counterfactual.loss_without(problem, best, str(member.organisation_id))
        _store(member, loss, by_key)


@transaction.atomic
def _store(
    member: ProposedMember, loss: counterfactual.Loss, by_key: dict[str, Requirement]
) -> None:
    member.loss, member.loss_points = _kind(loss), max(loss.quality, 0)
    # A member that answered meanwhile keeps its answer.
    member.save(update_fields=["loss", "loss_points"])
    member.lost_parts.all().delete()
    LostPart.objects.bulk_create(
        LostPart(
            member=member,
            kind=gap.kind.value,
            service_type=by_key[gap.cell].service_type if gap.cell else None,
            area_id=_area_of(gap, by_key),
            hours=gap.hours,
        )
        for gap in loss.new_gaps
    )


def _area_of(gap: Gap, by_key: dict[str, Requirement]) -> int | None:
    if gap.cell:
        area = by_key[gap.cell].area
        return area.pk if area else None
    return int(gap.area) if gap.area else None


def _kind(loss: counterfactual.Loss) -> Loss:
    """Only a proven solve gives a claim."""
    if loss.status is Status.INFEASIBLE:
        return Loss.TEAM
    if loss.status is not Status.OPTIMAL:
        return Loss.UNKNOWN
    if loss.new_gaps:
        return Loss.GAPS
    return Loss.QUALITY if loss.quality > 0 else Loss.NOTHING
