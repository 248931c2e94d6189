"""Says yes to a place in a team; the first yes opens the consortium, the second one introduces."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.consortia.enums import DisclosedFact
from portal.consortia.models import Consortium, ConsortiumProposal, ProposedMember, Seat
from portal.consortia.services.requesting import NotOpenError
from portal.consortia.states import (
    BEFORE_THE_BID,
    YES_SEATS,
    ForbiddenMoveError,
    SeatMove,
    SeatState,
)
from portal.consortia.timeline import answer_by
from portal.consortia.workspace.messages import News, tell
from portal.consortia.workspace.services.disclosing import disclose_to_each_other
from portal.consortia.workspace.services.moving import locked_seat, move_seat, record_asked
from portal.organisations.models import Organisation
from portal.users.models import User

TIME_TO_ANSWER = timedelta(days=10)


class AlreadyInTeamError(Exception):
    """The organisation said yes to another team for the same tender."""


@transaction.atomic
def say_yes_to_proposal(*, member: ProposedMember, by: User, at: datetime) -> Seat:
    """Say yes to a place in a proposal; where nobody did before, the others are asked now.

    Raises:
        NotOpenError: nobody can bid for the tender any more.
        AlreadyInTeamError: the organisation is in another team for the tender.
        ForbiddenMoveError: the team has gone on without the organisation.
    """
    # The row lock makes two members who say yes at once open one consortium.
    proposal = ConsortiumProposal.objects.select_for_update().get(pk=member.proposal_id)
    if not proposal.run.tender.is_open_to_competition_at(at):
        raise NotOpenError
    open_here = Consortium.objects.filter(proposal=proposal, state__in=BEFORE_THE_BID)
    seat = Seat.objects.filter(organisation=member.organisation_id, consortium__in=open_here)
    found = seat.first()
    if found is None:
        _refuse_second_team(member.organisation_id, proposal.run.tender_id)
        found = _open(proposal, member, by=by, at=at)
    return say_yes(seat=found, by=by, at=at)


@transaction.atomic
def say_yes(*, seat: Seat, by: User, at: datetime) -> Seat:
    """Take the place that was suggested; those who said yes before learn the name, and it theirs.

    Raises:
        AlreadyInTeamError: the organisation is in another team for the tender.
        ForbiddenMoveError: the seat is no longer suggested, or the bid was sent in.
    """
    seat = locked_seat(seat)
    consortium = seat.consortium
    if seat.state in YES_SEATS:
        return seat
    if consortium.state not in BEFORE_THE_BID:
        raise ForbiddenMoveError(consortium.state)
    _refuse_second_team(seat.organisation_id, consortium.tender_id)
    seat.answer_by = None
    move_seat(seat=seat, move=SeatMove.SAY_YES, by=by, at=at)
    _introduce(consortium, at=at)
    seat.refresh_from_db(fields=["state"])
    return seat


def _refuse_second_team(organisation_id: int, tender_id: int) -> None:
    # Held until the transaction ends: two yes of one organisation take turns.
    Organisation.objects.select_for_update().get(pk=organisation_id)
    if Seat.objects.elsewhere(organisation_id, tender_id).exists():
        raise AlreadyInTeamError


def _open(proposal: ConsortiumProposal, host: ProposedMember, *, by: User, at: datetime) -> Seat:
    """Open the consortium, with a place for each member of the proposal."""
    consortium = Consortium.objects.create(
        tender=proposal.run.tender, proposal=proposal, host=host.organisation, opened_at=at
    )
    seats = [
        new_seat(consortium, member, at=at)
        for member in proposal.members.select_related("organisation").order_by("pk")
    ]
    others = [seat for seat in seats if seat.organisation_id != host.organisation_id]
    tell(consortium, others, news=News.ASKED, at=at, by=by, about=consortium.pk)
    return next(seat for seat in seats if seat.organisation_id == host.organisation_id)


def new_seat(consortium: Consortium, member: ProposedMember, *, at: datetime) -> Seat:
    """Ask one more organisation."""
    seat = Seat.objects.create(
        consortium=consortium,
        organisation=member.organisation,
        place=member,
        answer_by=answer_by(consortium.tender, within=TIME_TO_ANSWER, at=at),
    )
    record_asked(seat=seat, at=at)
    return seat


def _introduce(consortium: Consortium, *, at: datetime) -> None:
    """Name those who said yes to each other, once there are two."""
    agreed = list(consortium.seats.filter(state__in=YES_SEATS).order_by("pk"))
    if len(agreed) == 1:
        return
    for seat in agreed:
        seat.consortium = consortium
        if seat.state == SeatState.INTERESTED:
            move_seat(seat=seat, move=SeatMove.INTRODUCE, by=None, at=at)
    disclose_to_each_other(consortium=consortium, seats=agreed, fact=DisclosedFact.NAME, at=at)
    tell(consortium, agreed, news=News.INTRODUCED, at=at, about=len(agreed))
