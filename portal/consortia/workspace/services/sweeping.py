"""Frees the places of those who will not take them, so that others are asked."""

from datetime import datetime

from portal.consortia.models import Seat
from portal.consortia.states import BEFORE_THE_BID, OPEN_SEATS, SeatState
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
        go = leave if seat.state == SeatState.ACCEPTED else decline
        freed += _freed(go(seat=seat, by=None, at=at))
    late = seats.filter(answer_by__lt=at, state__in=[SeatState.SUGGESTED, SeatState.INVITED])
    for seat in late.order_by("pk"):
        freed += _freed(lapse(seat=seat, at=at))
    for seat in seats.filter(state=SeatState.SUGGESTED).order_by("pk"):
        if Seat.objects.elsewhere(seat.organisation_id, seat.consortium.tender_id).exists():
            freed += _freed(decline(seat=seat, by=None, at=at))
    return freed


def _freed(seat: Seat) -> int:
    return seat.state not in OPEN_SEATS
