"""Gives the places of a team that was worked out, and asks those who have not answered."""

from datetime import datetime

from django.db import transaction

from portal.consortia.models import Consortium, MatchRun, ProposedMember, Seat
from portal.consortia.nights import next_full_hour
from portal.consortia.states import (
    YES_SEATS,
    ForbiddenMoveError,
    SeatMove,
    SeatState,
    TeamMove,
    TeamState,
)
from portal.consortia.timeline import answer_by
from portal.consortia.workspace.messages import News, tell
from portal.consortia.workspace.services.answering import TIME_TO_ANSWER, new_seat
from portal.consortia.workspace.services.inviting import is_everybody_in
from portal.consortia.workspace.services.moving import (
    NotTheHostError,
    locked_consortium,
    locked_seat,
    move_seat,
    move_team,
)
from portal.users.models import User


@transaction.atomic
def seat_team(*, run: MatchRun, at: datetime) -> None:
    """Give the places of the run's team; nothing where somebody left since it was asked for."""
    assert run.consortium_id is not None  # noqa: S101 - the caller made it for a consortium
    consortium = locked_consortium(run.consortium_id)
    wanted_at = consortium.team_wanted_at
    if wanted_at is None or wanted_at > run.requested_at:
        return
    consortium.team_wanted_at = None
    consortium.save(update_fields=["team_wanted_at"])
    team = list(ProposedMember.objects.filter(proposal__run=run, proposal__rank=1).order_by("pk"))
    if team:
        _seat(consortium, team, at=at)
    if team and is_everybody_in(consortium):
        _meet_quorum(consortium, by=None, at=at)


@transaction.atomic
def go_on_as_we_are(*, seat: Seat, by: User, at: datetime) -> Consortium:
    """Look for nobody else: the host's decision once everybody who answered is in.

    Raises:
        NotTheHostError: another organisation invites.
        ForbiddenMoveError: somebody said yes and is not in yet, or fewer than two are in.
    """
    seat = locked_seat(seat)
    consortium = seat.consortium
    if not seat.is_host:
        raise NotTheHostError
    states = set(consortium.seats.filter(state__in=YES_SEATS).values_list("state", flat=True))
    if states != {SeatState.ACCEPTED}:
        raise ForbiddenMoveError(consortium.state)
    _release(consortium, keep=set(), at=at)
    if not is_everybody_in(consortium):
        raise ForbiddenMoveError(consortium.state)
    consortium.team_wanted_at = None
    _meet_quorum(consortium, by=by, at=at)
    return consortium


def _meet_quorum(consortium: Consortium, *, by: User | None, at: datetime) -> None:
    if consortium.state != TeamState.GATHERING:
        return
    consortium.quorum_at = at
    move_team(consortium=consortium, move=TeamMove.MEET_QUORUM, by=by, at=at)
    told = consortium.seats.filter(state=SeatState.ACCEPTED)
    # The minute in which the background work got there would tell how long the solver took.
    tell(consortium, told, news=News.QUORUM, at=at if by else next_full_hour(at), by=by)


def _seat(consortium: Consortium, team: list[ProposedMember], *, at: datetime) -> None:
    _release(consortium, keep={member.organisation_id for member in team}, at=at)
    known = {seat.organisation_id: seat for seat in consortium.seats.all()}
    asked = []
    for member in team:
        seat = known.get(member.organisation_id)
        if seat is None:
            asked.append(new_seat(consortium, member, at=at))
            continue
        seat.consortium, seat.place = consortium, member
        seat.save(update_fields=["place"])
        if seat.state == SeatState.RELEASED:
            seat.answer_by = answer_by(consortium.tender, within=TIME_TO_ANSWER, at=at)
            move_seat(seat=seat, move=SeatMove.ASK, by=None, at=at)
            asked.append(seat)
    tell(consortium, asked, news=News.ASKED, at=next_full_hour(at), about=at.isoformat())


def _release(consortium: Consortium, *, keep: set[int], at: datetime) -> None:
    suggested = consortium.seats.filter(state=SeatState.SUGGESTED)
    for seat in suggested.exclude(organisation__in=keep):
        seat.consortium, seat.answer_by = consortium, None
        move_seat(seat=seat, move=SeatMove.RELEASE, by=None, at=at)
