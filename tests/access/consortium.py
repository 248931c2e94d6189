"""Consortia of the provider's organisation and another, one for each step of its pages."""

from datetime import timedelta

from django.utils import timezone

from portal.consortia.enums import Authority, RunState
from portal.consortia.models import (
    Consortium,
    ConsortiumProposal,
    ContinuityNotice,
    HeadsOfTerms,
    MatchRun,
    Pledge,
    ProposedMember,
    Seat,
    Signature,
)
from portal.consortia.states import SeatState, TeamState
from portal.organisations.models import Organisation
from tests.factories.consortia import looks_for_partners
from tests.factories.organisations import OrganisationFactory, ServiceTypeFactory
from tests.factories.tenders import TenderFactory

_BEFORE = {
    "asked": SeatState.SUGGESTED,
    "introduced": SeatState.INTRODUCED,
    "invited": SeatState.INVITED,
    "hosted": SeatState.BOUND,
}
"""What a consortium is called here -> the provider's own seat, while partners are looked for."""
_TOGETHER = (
    TeamState.QUORUM,
    TeamState.CHECKED,
    TeamState.DRAFTED,
    TeamState.SIGNED,
    TeamState.AUTHORISED,
    TeamState.FORMED,
    TeamState.SUBMITTED,
    TeamState.DECIDED,
)


def consortium_words(organisation: Organisation) -> dict[str, str | int]:
    """The address of each consortium under “<name>_team_id”, and of one of others."""
    looks_for_partners(organisation)
    partner = OrganisationFactory(name="Partner Care", slug="partner-care")
    words: dict[str, str | int] = {}
    for name, state in _BEFORE.items():
        host = organisation if name == "hosted" else partner
        team = _team(host, [(organisation, state), (partner, state)], TeamState.GATHERING)
        words[f"{name}_team_id"] = str(team.public_id)
    for state in _TOGETHER:
        members = [(organisation, SeatState.ACCEPTED), (partner, SeatState.ACCEPTED)]
        team = _team(organisation, members, state)
        _papers(team)
        words[f"{state}_team_id"] = str(team.public_id)
    closed = _team(partner, [(partner, SeatState.INTERESTED)], TeamState.GATHERING)
    return {**words, "closed_team_id": str(closed.public_id)}


def _team(
    host: Organisation, members: list[tuple[Organisation, SeatState]], state: TeamState
) -> Consortium:
    at = timezone.now()
    tender = TenderFactory(tender_period_end_at=at + timedelta(days=60))
    run = MatchRun.objects.create(tender=tender, requested_at=at, state=RunState.SOLVED)
    proposal = ConsortiumProposal.objects.create(run=run, rank=1, quality=1)
    team: Consortium = Consortium.objects.create(
        tender=tender,
        proposal=proposal,
        host=host,
        state=state,
        opened_at=at,
        quorum_at=at,
        legal_form="llp",
    )
    for organisation, seat_state in members:
        Seat.objects.create(
            consortium=team,
            organisation=organisation,
            place=ProposedMember.objects.create(proposal=proposal, organisation=organisation),
            state=seat_state,
            contact="Example contact",
            terms_version="2026-11",
        )
    return team


def _papers(team: Consortium) -> None:
    """Terms in two versions, a signature, a pledge, and a partner's service that ends."""
    at = timezone.now()
    own, partner = team.seats.order_by("pk")
    for number in (1, 2):
        terms = HeadsOfTerms.objects.create(
            consortium=team,
            number=number,
            sections={"purpose": f"Help at home {number}"},
            sha256=str(number) * 64,
            written_for=partner,
            written_at=at,
        )
    Signature.objects.create(
        terms=terms,
        seat=partner,
        sha256=terms.sha256,
        full_name="Ex Ample",
        authority=Authority.DIRECTOR,
        made_at=at,
    )
    Pledge.objects.create(seat=own, monthly_hours=400, pledged_at=at)
    ContinuityNotice.objects.create(
        consortium=team,
        seat=partner,
        service_type=ServiceTypeFactory(),
        ends_on=at.date() + timedelta(days=90),
        about="Two people draw on it.",
        posted_at=at,
    )
