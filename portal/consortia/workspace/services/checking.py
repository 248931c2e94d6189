"""Takes each member's answers to the competition-law checklist."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.consortia.enums import Answer, Question
from portal.consortia.models import ChecklistAnswer, Consortium, Seat
from portal.consortia.states import (
    BEFORE_THE_BID,
    ForbiddenMoveError,
    SeatState,
    TeamMove,
    TeamState,
)
from portal.consortia.workspace.checklist import is_checklist_done
from portal.consortia.workspace.services.moving import locked_seat, move_team
from portal.users.models import User


@transaction.atomic
def answer_checklist(
    *, seat: Seat, answers: Mapping[Question, Answer], by: User, at: datetime
) -> Consortium:
    """Keep a member's answers; the last one that was needed finishes the checklist.

    Raises:
        ForbiddenMoveError: the organisation is not in, or the checklist is not what is next.
    """
    seat = _member(seat, TeamState.QUORUM)
    for question, answer in answers.items():
        ChecklistAnswer.objects.update_or_create(
            seat=seat, question=question, defaults={"answer": answer, "answered_at": at}
        )
    return _finish(seat.consortium, by=by, at=at)


@transaction.atomic
def give_reason(*, seat: Seat, reason: str, by: User, at: datetime) -> Consortium:
    """Record why the members bid together though one of them might bid alone.

    Raises:
        ForbiddenMoveError: the organisation is not in, not everybody is, or the bid was sent in.
    """
    seat = _member(seat, *BEFORE_THE_BID[1:])
    seat.consortium.reason_to_bid_together = reason
    seat.consortium.save(update_fields=["reason_to_bid_together"])
    return _finish(seat.consortium, by=by, at=at)


def _member(seat: Seat, *states: TeamState) -> Seat:
    seat = locked_seat(seat)
    if seat.state != SeatState.ACCEPTED or seat.consortium.state not in states:
        raise ForbiddenMoveError(seat.consortium.state)
    return seat


def _finish(consortium: Consortium, *, by: User, at: datetime) -> Consortium:
    if consortium.state == TeamState.QUORUM and is_checklist_done(consortium):
        move_team(consortium=consortium, move=TeamMove.CHECK, by=by, at=at)
    return consortium
