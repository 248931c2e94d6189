"""Makes one move of the tables in `portal.consortia.states` and records who made it and when."""

from datetime import datetime

from django.db import transaction

from portal.consortia.models import Consortium, Seat, Step
from portal.consortia.states import (
    SEAT_MOVES,
    TEAM_MOVES,
    SeatMove,
    SeatState,
    TeamMove,
    TeamState,
    next_state,
)
from portal.users.models import User


class NotTheHostError(Exception):
    """Only the organisation that invites the others may do this."""


def locked_consortium(pk: int) -> Consortium:
    """The row, held until the transaction ends; call it before the seats are read."""
    found: Consortium = Consortium.objects.select_for_update().get(pk=pk)
    return found


def locked_seat(seat: Seat) -> Seat:
    """The seat as it is now, its consortium held until the transaction ends."""
    consortium = locked_consortium(seat.consortium_id)
    found: Seat = consortium.seats.select_related("organisation", "place").get(pk=seat.pk)
    found.consortium = consortium
    return found


@transaction.atomic
def move_seat(*, seat: Seat, move: SeatMove, by: User | None, at: datetime) -> bool:
    """Make the move; False when it was made already.

    Raises:
        ForbiddenMoveError: the seat's state has no such move.
    """
    target = next_state(SEAT_MOVES[move], SeatState(seat.state))
    if target is None:
        return False
    step = Step(seat=seat, consortium=seat.consortium, came_from=seat.state, led_to=target)
    _record(step, move, by=by, at=at)
    seat.state = target
    seat.save(update_fields=["state", "answer_by", "reason", "contact", "terms_version"])
    return True


@transaction.atomic
def move_team(*, consortium: Consortium, move: TeamMove, by: User | None, at: datetime) -> bool:
    """Make the move; False when it was made already.

    Raises:
        ForbiddenMoveError: the consortium's state has no such move.
    """
    target = next_state(TEAM_MOVES[move], TeamState(consortium.state))
    if target is None:
        return False
    step = Step(consortium=consortium, came_from=consortium.state, led_to=target)
    _record(step, move, by=by, at=at)
    consortium.state = target
    consortium.save()
    return True


def record_asked(*, seat: Seat, at: datetime) -> None:
    """Record that a new seat was asked: its first step."""
    step = Step(seat=seat, consortium=seat.consortium, led_to=seat.state)
    _record(step, SeatMove.ASK, by=None, at=at)


def _record(step: Step, move: SeatMove | TeamMove, *, by: User | None, at: datetime) -> None:
    step.move, step.made_by, step.made_at = move, by, at
    step.save()
