"""Takes an organisation out of a consortium; whoever is left gets a new team around them."""

from datetime import datetime

from django.db import transaction

from portal.consortia.models import Consortium, Seat
from portal.consortia.states import (
    BEFORE_THE_BID,
    NAMED_SEATS,
    OPEN_SEATS,
    YES_SEATS,
    ForbiddenMoveError,
    SeatMove,
    SeatState,
    TeamMove,
    TeamState,
)
from portal.consortia.timeline import answer_by
from portal.consortia.workspace.messages import News, tell
from portal.consortia.workspace.services.answering import TIME_TO_ANSWER
from portal.consortia.workspace.services.moving import (
    NotTheHostError,
    locked_seat,
    move_seat,
    move_team,
)
from portal.users.models import User


@transaction.atomic
def decline(*, seat: Seat, by: User | None, at: datetime, reason: str = "") -> Seat:
    """Say no before being in; nobody else reads the reason, or that there was a no.

    Raises:
        ForbiddenMoveError: the organisation is in, or the bid was sent in.
    """
    return _exit(seat, SeatMove.DECLINE, by=by, at=at, reason=reason)


@transaction.atomic
def leave(*, seat: Seat, by: User | None, at: datetime, reason: str = "") -> Seat:
    """Leave a consortium that the organisation is in.

    Raises:
        ForbiddenMoveError: the organisation is not in, or the bid was sent in.
    """
    return _exit(seat, SeatMove.LEAVE, by=by, at=at, reason=reason)


@transaction.atomic
def lapse(*, seat: Seat, at: datetime) -> Seat:
    """Give the place of somebody who did not answer to another.

    Raises:
        ForbiddenMoveError: it waits for no answer, or the bid was sent in.
    """
    return _exit(seat, SeatMove.LAPSE, by=None, at=at)


@transaction.atomic
def give_up(*, seat: Seat, by: User, at: datetime) -> Consortium:
    """End the consortium for everybody, as its host decides; those who said yes are told.

    Raises:
        NotTheHostError: another organisation invites.
        ForbiddenMoveError: its outcome is known, so that there is nothing to give up.
    """
    seat = locked_seat(seat)
    consortium = seat.consortium
    if not seat.is_host:
        raise NotTheHostError
    consortium.team_wanted_at = None
    if move_team(consortium=consortium, move=TeamMove.END, by=by, at=at):
        _release_the_suggested(consortium, at=at)
        told = list(consortium.seats.filter(state__in=YES_SEATS))
        tell(consortium, told, news=News.ENDED, at=at, by=by)
    return consortium


def _exit(seat: Seat, move: SeatMove, *, by: User | None, at: datetime, reason: str = "") -> Seat:
    seat = locked_seat(seat)
    consortium = seat.consortium
    was_named = seat.state in NAMED_SEATS
    if seat.state in OPEN_SEATS and consortium.state not in BEFORE_THE_BID:
        raise ForbiddenMoveError(consortium.state)
    seat.reason, seat.answer_by = reason, None
    if move_seat(seat=seat, move=move, by=by, at=at):
        _close_the_ranks(consortium, was_named=was_named, by=by, at=at)
    return seat


def _close_the_ranks(
    consortium: Consortium, *, was_named: bool, by: User | None, at: datetime
) -> None:
    """Hand the inviting on, ask for a new team, and ask those again who did not answer."""
    left = list(consortium.seats.filter(state__in=YES_SEATS).order_by("-place__is_lead", "pk"))
    if not left:
        consortium.team_wanted_at = None
        move_team(consortium=consortium, move=TeamMove.END, by=by, at=at)
        _release_the_suggested(consortium, at=at)
        return
    if all(seat.organisation_id != consortium.host_id for seat in left):
        consortium.host_id = left[0].organisation_id
    consortium.team_wanted_at = at
    consortium.save(update_fields=["host", "team_wanted_at"])
    if consortium.state != TeamState.GATHERING:
        move_team(consortium=consortium, move=TeamMove.REOPEN, by=by, at=at)
    waiting = consortium.seats.filter(state=SeatState.SUGGESTED)
    waiting.update(answer_by=answer_by(consortium.tender, within=TIME_TO_ANSWER, at=at))
    tell(consortium, waiting, news=News.ASKED, at=at)
    if was_named:
        # Only those who knew of the one that left learn that somebody did.
        told = [seat for seat in left if seat.state in NAMED_SEATS]
        tell(consortium, told, news=News.PLACE_FREE, at=at)


def _release_the_suggested(consortium: Consortium, *, at: datetime) -> None:
    for seat in consortium.seats.filter(state=SeatState.SUGGESTED):
        seat.consortium, seat.answer_by = consortium, None
        move_seat(seat=seat, move=SeatMove.RELEASE, by=None, at=at)
