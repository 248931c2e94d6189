"""Says which differences between two matchings of a tender are worth telling anybody of."""

from dataclasses import dataclass
from typing import NamedTuple

from portal.consortia.enums import GapKind
from portal.consortia.models import (
    ConsortiumProposal,
    CoveredService,
    MatchRun,
    ProposalGap,
    ProposedMember,
)


class Gap(NamedTuple):
    """Something that a team lacks. How many hours are short is no part: that changes daily."""

    kind: GapKind
    lot_id: int | None = None
    service_type_id: int | None = None
    area_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The first team of a matching: who is in it and what it lacks; empty where there is none."""

    members: frozenset[int] = frozenset()
    gaps: frozenset[Gap] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became different. Who leads, who does which part, and other teams are no part of it."""

    joined: frozenset[int]
    stayed: frozenset[int]
    left: frozenset[int]
    opened: frozenset[Gap]
    closed: frozenset[Gap]

    @property
    def is_material(self) -> bool:
        """Whether a member came or went, or a gap was opened or closed."""
        return bool(self.joined or self.left or self.opened or self.closed)


def change_between(before: Outline, after: Outline) -> Change:
    """What became different between two matchings of one tender."""
    return Change(
        joined=after.members - before.members,
        stayed=after.members & before.members,
        left=before.members - after.members,
        opened=after.gaps - before.gaps,
        closed=before.gaps - after.gaps,
    )


def outline_of(run: MatchRun | None) -> Outline:
    """The outline of a run's first team."""
    best = run.proposals.filter(rank=1).first() if run else None
    if best is None:
        return Outline()
    return Outline(
        members=frozenset(best.members.values_list("organisation_id", flat=True)),
        gaps=frozenset(
            Gap(GapKind(gap.kind), gap.lot_id, gap.service_type_id, gap.area_id)
            for gap in best.gaps.all()
        ),
    )


def shown_of(proposal: ConsortiumProposal) -> set[tuple[object, ...]]:
    """Everything of a team that its page shows to anybody; equal sets look the same.

    How many hours are short is no part of it: providers are never told.
    """
    members = ProposedMember.objects.filter(proposal=proposal)
    covered = CoveredService.objects.filter(member__proposal=proposal)
    gaps = ProposalGap.objects.filter(proposal=proposal)
    return {
        *members.values_list("organisation", "is_lead", "has_ties"),
        *covered.values_list(
            "member__organisation",
            "lot",
            "service_type",
            "area",
            "is_backup",
            "is_only_member",
        ),
        *gaps.values_list("kind", "lot", "service_type", "area", "nobody_can"),
    }
