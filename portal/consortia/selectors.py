"""What people see of a matching: roles before consent, names only where the reader may know
them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.consortia.entry_wording import entry_sentence
from portal.consortia.enums import ConsentState, GapKind
from portal.consortia.evidence import Evidence, own_evidence
from portal.consortia.losses import loss_sentence
from portal.consortia.models import (
    ConsortiumProposal,
    CoveredService,
    EntryQuestion,
    LostPart,
    MatchRun,
    ProposalGap,
    ProposedMember,
)
from portal.consortia.role_cards import role_in_words, roles_of, told_apart
from portal.organisations.declaring.selectors import assets_in, services_of
from portal.organisations.models import Area, AssetOffer, DeclaredService, Organisation
from portal.organisations.models.organisation import OrganisationKind
from portal.tenders.models import Tender
from portal.users.models import User
from portal.users.roles import is_moderator


@dataclass(frozen=True, kw_only=True)
class MemberView:
    """One member as one reader may see it."""

    public_id: UUID
    name: str
    """The organisation's name, or its role in words where the reader may not know the name."""
    url: str
    roles: tuple[str, ...]
    reasons: tuple[str, ...]
    is_own: bool
    consent: str
    can_answer: bool
    evidence: tuple[Evidence, ...] = ()
    """What its part rests on, for those who declared it alone."""


@dataclass(frozen=True, kw_only=True)
class ProposalView:
    """One proposed consortium as one reader may see it."""

    rank: int
    members: tuple[MemberView, ...]
    gaps: tuple[str, ...]
    is_complete: bool
    lots: tuple[str, ...] = ()
    """What it bids for, where one bid may not name all lots."""


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """What an organisation that is in no team may learn, and nobody else."""

    organisation: str
    sentence: str
    """Empty where nothing was asked yet."""
    can_ask: bool


def waiting_questions() -> QuerySet[EntryQuestion]:
    """Questions what would bring an organisation in without an answer, oldest first."""
    return EntryQuestion.objects.filter(answer="").order_by("asked_at", "pk")


def unproposed_organisations(user: User, run: MatchRun) -> QuerySet[Organisation]:
    """Organisations that the person acts for and that no team of the run has."""
    proposed = ProposedMember.objects.filter(proposal__run=run).values("organisation")
    found: QuerySet[Organisation] = Organisation.objects.filter(memberships__user=user)
    return found.exclude(pk__in=proposed).distinct().order_by("name")


def entries_for(user: User, run: MatchRun, *, at: datetime) -> list[EntryView]:
    """What would bring the person's own organisations in; a moderator sees none of others."""
    organisations = list(unproposed_organisations(user, run))
    if not organisations:
        return []
    questions = {
        question.organisation_id: question
        for question in EntryQuestion.objects.filter(
            run=run, organisation__in=organisations
        ).select_related("service_type", "area")
    }
    return [
        EntryView(
            organisation=organisation.name,
            sentence=entry_sentence(question),
            can_ask=question is None or question.may_be_asked_again(at),
        )
        for organisation in organisations
        for question in [questions.get(organisation.pk)]
    ]


def assets_for(tender: Tender, *, at: datetime) -> QuerySet[AssetOffer]:
    """Buildings, land and loans that a team for the tender could use, where its work is."""
    areas = Area.objects.filter(Q(lot__tender=tender) | Q(tender=tender)).distinct()
    return assets_in(areas, is_example=tender.is_example, today=timezone.localdate(at))


FOR_PROVIDERS_ALONE = gettext_lazy(
    "This page is for people who act for a provider. Who might bid together is their own business "
    "until they bid."
)
"""What is said to everybody else, who finds a link to it on each tender."""


def may_see_matching(user: User) -> bool:
    """Whether the person acts for a provider, or moderates: nobody else sees proposals.

    A commissioner does not: who might bid together is the providers' own business until they bid.
    """
    acts_for = user.memberships.exclude(organisation__kind=OrganisationKind.COMMISSIONER)
    return is_moderator(user) or acts_for.exists()


def own_organisations(user: User) -> set[int]:
    """Ids of the organisations that the person acts for."""
    return set(user.memberships.values_list("organisation_id", flat=True))


def proposals_for(user: User, run: MatchRun) -> list[ProposalView]:
    """The proposals of a run as this person may see them.

    A moderator sees names. A provider sees its own name, and of the others only their roles:
    never hours, ratings, turnover, or that somebody was asked and said no (reference, 3.4).
    A provider sees only proposals that it is itself a part of.
    """
    own = own_organisations(user)
    sees_names = is_moderator(user)
    services = list(services_of(own))
    proposals = ConsortiumProposal.objects.filter(run=run).select_related("run__tender")
    proposals = proposals.order_by("rank")
    if not sees_names:
        proposals = proposals.filter(members__organisation__in=own).distinct()
    return [
        _proposal_view(proposal, own=own, sees_names=sees_names, services=services)
        for proposal in proposals.prefetch_related(
            "members__organisation",
            "members__covered__service_type",
            "members__covered__area",
            Prefetch(
                "members__lost_parts",
                LostPart.objects.select_related("service_type", "area"),
            ),
            "gaps__service_type",
            "gaps__area",
        )
    ]


def members_with_names(proposal: ConsortiumProposal) -> list[MemberView]:
    """Every member with its name, for commands that operators run."""
    return list(_proposal_view(proposal, own=set(), sees_names=True).members)


def _proposal_view(
    proposal: ConsortiumProposal,
    *,
    own: set[int],
    sees_names: bool,
    services: Sequence[DeclaredService] = (),
) -> ProposalView:
    """`services` are those that the reader's own organisations declared."""
    members = sorted(proposal.members.all(), key=lambda member: (not member.is_lead, member.pk))
    rows = list(proposal.gaps.all())
    sentences = [gap_sentence(gap, shows_figures=sees_names) for gap in rows]
    gaps = tuple(told_apart(sentences, [gap.lot_id for gap in rows]))
    return ProposalView(
        rank=proposal.rank,
        members=tuple(
            _member_view(member, own=own, sees_names=sees_names, services=services)
            for member in members
        ),
        gaps=gaps,
        is_complete=not gaps,
        lots=_lots_bid(proposal, members, rows),
    )


def _lots_bid(
    proposal: ConsortiumProposal, members: list[ProposedMember], gaps: list[ProposalGap]
) -> tuple[str, ...]:
    tender = proposal.run.tender
    most = tender.maximum_lots_bid
    lots = [] if most is None else list(tender.lots.order_by("position"))
    if most is None or len(lots) <= most:
        return ()
    covered = [item for member in members for item in member.covered.all()]
    own = {item.lot_id for item in covered} | {gap.lot_id for gap in gaps if gap.lot_id}
    return tuple(
        f"{lot.lot_id}: {lot.title}" if lot.title else lot.lot_id for lot in lots if lot.pk in own
    )


def _member_view(
    member: ProposedMember,
    *,
    own: set[int],
    sees_names: bool,
    services: Sequence[DeclaredService],
) -> MemberView:
    covered = list(member.covered.all())
    asked = {item.service_type_id for item in covered}
    is_own = member.organisation_id in own
    is_named = sees_names or is_own
    organisation: Organisation = member.organisation
    return MemberView(
        public_id=member.public_id,
        name=organisation.name if is_named else role_in_words(covered),
        url=organisation.get_absolute_url() if is_named else "",
        roles=roles_of(member, covered),
        reasons=(
            *_reasons(covered, has_ties=member.has_ties and is_named, shows_figures=sees_names),
            *filter(None, [loss_sentence(member, shows_figures=sees_names)]),
        ),
        is_own=is_own,
        consent=str(ConsentState(member.consent).label) if is_named else "",
        can_answer=is_own,
        evidence=tuple(
            line
            for service in services
            if service.organisation_id == member.organisation_id
            and service.service_type_id in asked
            for line in own_evidence(service)
        ),
    )


def _reasons(
    covered: list[CoveredService], *, has_ties: bool, shows_figures: bool
) -> tuple[str, ...]:
    """Why the member is in, each from the stored certificate and none from a guess.

    Who worked with whom would give an unnamed member away, so ties are told with its name only.
    """
    only = [item for item in covered if item.is_only_member]
    backups = [item for item in covered if item.is_backup]
    reasons = [
        _("Nobody else in this team declares %(service)s in %(area)s.")
        % {"service": item.service_type.name.lower(), "area": item.area or _("every area")}
        for item in only
    ]
    # Two lots may ask for the same.
    reasons = list(dict.fromkeys(reasons))
    if backups and not shows_figures:
        reasons.append(_("It could also stand in for other parts."))
    elif backups:
        reasons.append(
            ngettext(
                "It could also stand in for %(count)s other part.",
                "It could also stand in for %(count)s other parts.",
                len(backups),
            )
            % {"count": len(backups)}
        )
    if has_ties:
        reasons.append(_("It has worked with another member before, as both confirm."))
    elif not only:
        reasons.append(_("It is chosen from what it declares alone."))
    return tuple(reasons)


def gap_sentence(gap: ProposalGap, *, shows_figures: bool = False) -> str:
    """What is missing, in words that say whom to look for.

    From the hours that are short a member could work out what the others offer, so they take
    ``shows_figures``.
    """
    if gap.kind == GapKind.LEAD:
        return _("Nobody in this team is willing to lead the bid.")
    if gap.kind == GapKind.HOURS:
        few = _("The team has fewer hours a week than the tender asks for.")
        short = _("The team is %(hours)s hours a week short.") % {"hours": gap.hours}
        return short if shows_figures else few
    area = gap.area or _("any area")
    if gap.kind == GapKind.AREA or gap.service_type is None:
        return _("Nobody in this team works in %(area)s.") % {"area": area}
    values = {"service": gap.service_type.name.lower(), "area": area}
    if gap.nobody_can:
        if gap.service_type.is_regulated:
            return _("No registered provider of %(service)s in %(area)s has joined yet.") % values
        return _("No provider of %(service)s in %(area)s has joined yet.") % values
    return _("Nobody in this team gives %(service)s in %(area)s.") % values
