"""Records the legal form, the bid that was sent in outside, its outcome and its lessons."""

from datetime import datetime

from django.db import transaction

from portal.consortia.enums import LegalForm, Outcome
from portal.consortia.models import Consortium, Seat
from portal.consortia.states import ForbiddenMoveError, SeatState, TeamMove
from portal.consortia.workspace.selectors import lead_of
from portal.consortia.workspace.services.moving import NotTheHostError, locked_seat, move_team
from portal.users.models import User


@transaction.atomic
def choose_form(
    *, seat: Seat, legal_form: LegalForm, cqc_answer: str, by: User, at: datetime
) -> Consortium:
    """Keep the legal form, and who is registered with the regulator for what in it.

    Raises:
        NotTheHostError: neither the lead's nor the host's decision is it.
        ForbiddenMoveError: the lead is not authorised yet, or the bid was sent in.
    """
    consortium = _steered(seat)
    consortium.legal_form, consortium.cqc_answer = legal_form, cqc_answer
    if not move_team(consortium=consortium, move=TeamMove.FORM, by=by, at=at):
        consortium.save(update_fields=["legal_form", "cqc_answer"])
    return consortium


@transaction.atomic
def record_bid(*, seat: Seat, by: User, at: datetime) -> Consortium:
    """Record that the bid was sent in where the notice says; the portal sends none.

    Raises:
        NotTheHostError: neither the lead's nor the host's word is it.
        ForbiddenMoveError: no legal form is chosen yet.
    """
    consortium = _steered(seat)
    move_team(consortium=consortium, move=TeamMove.SUBMIT, by=by, at=at)
    return consortium


@transaction.atomic
def record_outcome(*, seat: Seat, outcome: Outcome, by: User, at: datetime) -> Consortium:
    """Record what became of the bid; a later word takes the place of an earlier one.

    Raises:
        NotTheHostError: neither the lead's nor the host's word is it.
        ForbiddenMoveError: no bid was sent in.
    """
    consortium = _steered(seat)
    consortium.outcome = outcome
    if not move_team(consortium=consortium, move=TeamMove.DECIDE, by=by, at=at):
        consortium.save(update_fields=["outcome"])
    return consortium


@transaction.atomic
def record_lessons(
    *, seat: Seat, lessons: str, may_be_named: bool, by: User, at: datetime
) -> Consortium:
    """Keep what the members learned, as any of them writes it; the newest text counts. Each says
    for itself whether it may be named where the lessons are shared.

    Raises:
        ForbiddenMoveError: the organisation is not in, or no outcome is known.
    """
    seat = locked_seat(seat)
    if seat.state != SeatState.ACCEPTED:
        raise ForbiddenMoveError(seat.state)
    if seat.may_be_named != may_be_named:
        seat.may_be_named = may_be_named
        seat.save(update_fields=["may_be_named"])
    consortium = seat.consortium
    consortium.lessons = lessons
    if not move_team(consortium=consortium, move=TeamMove.LEARN, by=by, at=at):
        consortium.save(update_fields=["lessons"])
    return consortium


def _steered(seat: Seat) -> Consortium:
    seat = locked_seat(seat)
    if seat.state != SeatState.ACCEPTED:
        raise ForbiddenMoveError(seat.state)
    if not seat.is_host and lead_of(seat.consortium).pk != seat.pk:
        raise NotTheHostError
    return seat.consortium
