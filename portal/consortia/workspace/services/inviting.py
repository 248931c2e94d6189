"""Binds partners to confidentiality, invites them, and takes their acceptance."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.consortia.enums import DisclosedFact
from portal.consortia.models import Consortium, Seat
from portal.consortia.states import (
    BOUND_SEATS,
    OPEN_SEATS,
    ForbiddenMoveError,
    SeatMove,
    SeatState,
    TeamState,
)
from portal.consortia.timeline import answer_by
from portal.consortia.workspace.messages import News, tell
from portal.consortia.workspace.services.disclosing import disclose_to_each_other
from portal.consortia.workspace.services.moving import NotTheHostError, locked_seat, move_seat
from portal.users.models import User

TERMS_VERSION = "2026-11"
"""Of the confidentiality terms in `consortia/partials/confidentiality_terms.html`."""
TIME_TO_ACCEPT = timedelta(days=7)


@transaction.atomic
def accept_confidentiality(*, seat: Seat, contact: str, by: User, at: datetime) -> Seat:
    """Agree to the terms; whoever agreed as well may now read whom to talk to, and tells it.

    Raises:
        ForbiddenMoveError: the organisation was not introduced, or has left.
    """
    seat = locked_seat(seat)
    if seat.state in BOUND_SEATS:
        return seat
    seat.contact, seat.terms_version = contact, TERMS_VERSION
    move_seat(seat=seat, move=SeatMove.BIND, by=by, at=at)
    bound = list(seat.consortium.seats.filter(state__in=BOUND_SEATS))
    disclose_to_each_other(
        consortium=seat.consortium, seats=bound, fact=DisclosedFact.CONTACT, at=at
    )
    return seat


@transaction.atomic
def invite_partners(*, seat: Seat, by: User, at: datetime) -> int:
    """Invite everybody who agreed to confidentiality; who invites is in. Returns how many new.

    Raises:
        NotTheHostError: another organisation invites.
        ForbiddenMoveError: the host itself did not agree to confidentiality, or everybody needed
            is in already.
    """
    seat = locked_seat(seat)
    consortium = seat.consortium
    if not seat.is_host:
        raise NotTheHostError
    if consortium.state != TeamState.GATHERING:
        raise ForbiddenMoveError(consortium.state)
    if seat.state != SeatState.INVITED:
        move_seat(seat=seat, move=SeatMove.HOST, by=by, at=at)
    else:
        # It was invited by a host that has left meanwhile.
        move_seat(seat=seat, move=SeatMove.ACCEPT, by=by, at=at)
    invited = list(consortium.seats.filter(state=SeatState.BOUND))
    for other in invited:
        other.consortium = consortium
        other.answer_by = answer_by(consortium.tender, within=TIME_TO_ACCEPT, at=at)
        move_seat(seat=other, move=SeatMove.INVITE, by=by, at=at)
        tell(consortium, [other], news=News.INVITED, at=at, by=by, about=other.pk)
    _ask_for_the_last_check(consortium, at=at)
    return len(invited)


@transaction.atomic
def accept_invitation(*, seat: Seat, by: User, at: datetime) -> Seat:
    """Be in; once everybody is, the background work checks that nobody else is needed.

    Raises:
        ForbiddenMoveError: the organisation is not invited.
    """
    seat = locked_seat(seat)
    if seat.state == SeatState.ACCEPTED:
        return seat
    seat.answer_by = None
    move_seat(seat=seat, move=SeatMove.ACCEPT, by=by, at=at)
    _ask_for_the_last_check(seat.consortium, at=at)
    return seat


def _ask_for_the_last_check(consortium: Consortium, *, at: datetime) -> None:
    if is_everybody_in(consortium) and consortium.team_wanted_at is None:
        consortium.team_wanted_at = at
        consortium.save(update_fields=["team_wanted_at"])


def is_everybody_in(consortium: Consortium) -> bool:
    """Whether two organisations or more are in and none of those asked has still to answer."""
    states = list(consortium.seats.filter(state__in=OPEN_SEATS).values_list("state", flat=True))
    return len(states) > 1 and all(state == SeatState.ACCEPTED for state in states)
