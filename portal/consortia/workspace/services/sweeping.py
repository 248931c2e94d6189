"""Frees the places of those who will not take them, so that others are asked."""

from collections.abc import Callable
from datetime import datetime

from portal.consortia.models import Seat
from portal.consortia.states import BEFORE_THE_BID, OPEN_SEATS, ForbiddenMoveError, SeatState
from portal.consortia.workspace.services.leaving import decline, lapse, leave
from portal.organisations.declaring.selectors import opted_in
from portal.organisations.models.opt_in import MatchPurpose


def sweep_seats(*, at: datetime) -> int:
    """Free the places of those whose yes to matching ended, chose another team or did not answer
    in time; return how many.
    """
    seats = Seat.objects.filter(consortium__state__in=BEFORE_THE_BID, state__in=OPEN_SEATS)
    still_open = opted_in(MatchPurpose.TENDERS, at=at)
    freed = 0
    for seat in seats.exclude(organisation__in=still_open).order_by("pk"):
        freed += _is_freed(seat, leave if seat.state == SeatState.ACCEPTED else decline, at)
    late = seats.filter(answer_by__lt=at, state__in=[SeatState.SUGGESTED, SeatState.INVITED])
    for seat in late.order_by("pk"):
        freed += _is_freed(seat, lapse, at)
    for seat in seats.filter(state=SeatState.SUGGESTED).order_by("pk"):
        if Seat.objects.elsewhere(seat.organisation_id, seat.consortium.tender_id).exists():
            freed += _is_freed(seat, decline, at)
    return freed


def _is_freed(seat: Seat, go: Callable[..., Seat], at: datetime) -> bool:
    """Whether the place was there to free: an exit before may have ended the whole team."""
    try:
        go(seat=seat, at=at, **({} if go is lapse else {"by": None}))
    except ForbiddenMoveError:
        return False
    return True
