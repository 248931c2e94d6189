"""Keeps the matching that people know and answered, where a newer one found the same first team."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from portal.consortia.enums import ConsentState
from portal.consortia.material import shown_of
from portal.consortia.models import ConsortiumProposal, MatchRun, ProposalGap, ProposedMember
from portal.consortia.services.storing import WorkedOut, write_alternatives, write_facts

BEHIND = 1_000
"""Added to the rank of known teams while new ones are written."""


def has_same_first_team(before: MatchRun, run: MatchRun) -> bool:
    """Whether the first team looks as it did, and nobody answered for another one."""
    known, found = (item.proposals.filter(rank=1).first() for item in (before, run))
    if before.solver_status != run.solver_status or (known is None) != (found is None):
        return False
    if known is None or found is None:
        return True
    return not _is_another_answered(before) and shown_of(known) == shown_of(found)


@transaction.atomic
def bring_up_to_date(known: MatchRun, found: MatchRun, worked: WorkedOut, *, at: datetime) -> None:
    """Give the known run what ``found`` knows of the same first team, and leave ``found`` bare.

    Other teams and what would be lost are worked out anew, and stay until they are: else the page
    would tell that somebody's facts had changed. Only teams that are impossible now go at once.
    """
    ProposalGap.objects.filter(proposal__run=known, proposal__rank=1).delete()
    for proposal in known.proposals.filter(rank=1):
        ProposalGap.objects.filter(proposal__run=found, proposal__rank=1).update(proposal=proposal)
    found.proposals.all().delete()
    able = [int(provider.key) for provider in worked.problem.providers]
    unable = ProposedMember.objects.filter(proposal__run=known).exclude(organisation__in=able)
    known.proposals.filter(rank__gt=1, members__in=unable).delete()
    known.alternatives_at = known.losses_at = None
    write_facts(known, worked, at=at)


@transaction.atomic
def replace_alternatives(run: MatchRun, worked: WorkedOut | None, *, at: datetime) -> None:
    """Put newly found teams in the place of the known ones; those found again keep their rows.

    None, where they could not be worked out, leaves none. A team that somebody answered stays,
    and the others beside it.
    """
    if _is_another_answered(run):
        return
    known = list(run.proposals.filter(rank__gt=1).order_by("rank"))
    run.proposals.filter(rank__gt=1).update(rank=F("rank") + BEHIND)
    if worked is not None:
        write_alternatives(run, worked, at=at)
    for found in run.proposals.filter(rank__gt=1, rank__lt=BEHIND).order_by("rank"):
        _keep_if_known(found, known)
    run.proposals.filter(rank__gt=BEHIND).delete()


def _keep_if_known(found: ConsortiumProposal, known: list[ConsortiumProposal]) -> None:
    for proposal in known:
        if shown_of(proposal) == shown_of(found):
            known.remove(proposal)
            gaps = ProposalGap.objects.filter(proposal=found)
            proposal.gaps.all().delete()
            gaps.update(proposal=proposal)
            rank, quality = found.rank, found.quality
            found.delete()
            proposal.rank, proposal.quality = rank, quality
            proposal.save(update_fields=["rank", "quality"])
            return


def _is_another_answered(run: MatchRun) -> bool:
    others = ProposedMember.objects.filter(proposal__run=run, proposal__rank__gt=1)
    return others.exclude(consent=ConsentState.SUGGESTED).exists()
