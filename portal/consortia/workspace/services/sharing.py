"""Takes pledges of hours towards a minimum, and notices of services that will end."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from portal.consortia.enums import DisclosedFact
from portal.consortia.models import Consortium, ContinuityNotice, ContinuityOffer, Pledge, Seat
from portal.consortia.states import ForbiddenMoveError, SeatState, TeamState
from portal.consortia.workspace.messages import News, tell
from portal.consortia.workspace.pledges import pledges_of
from portal.consortia.workspace.services.disclosing import disclose_to_each_other
from portal.consortia.workspace.services.moving import NotTheHostError, locked_seat
from portal.organisations.models import Area, ServiceType
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class EndingService:
    """A service that somebody will stop giving, and what another would take on."""

    service_type: ServiceType
    area: Area | None
    ends_on: date
    about: str


@transaction.atomic
def set_minimum(*, seat: Seat, monthly_hours: int | None, at: datetime) -> Consortium:
    """Set the hours a month that the bid needs at least; None where it needs none.

    Raises:
        NotTheHostError: another organisation invites.
        ForbiddenMoveError: not everybody needed is in.
    """
    seat = _member(seat)
    if not seat.is_host:
        raise NotTheHostError
    seat.consortium.minimum_monthly_hours = monthly_hours
    seat.consortium.save(update_fields=["minimum_monthly_hours"])
    return seat.consortium


@transaction.atomic
def pledge_hours(*, seat: Seat, monthly_hours: int, may_be_shown: bool, at: datetime) -> Pledge:
    """Pledge hours a month; they are told to the others only where each member agrees to that.

    Raises:
        ForbiddenMoveError: not everybody needed is in.
    """
    seat = _member(seat)
    pledge, _is_new = Pledge.objects.update_or_create(
        seat=seat,
        defaults={
            "monthly_hours": monthly_hours,
            "may_be_shown": may_be_shown,
            "pledged_at": at,
        },
    )
    known = pledges_of(seat.consortium)
    if known.are_all_shown:
        disclose_to_each_other(
            consortium=seat.consortium, seats=known.seats, fact=DisclosedFact.PLEDGE, at=at
        )
    return pledge


@transaction.atomic
def post_continuity_notice(
    *, seat: Seat, ending: EndingService, by: User, at: datetime
) -> ContinuityNotice:
    """Ask the other members who could take on a service that will end.

    Raises:
        ForbiddenMoveError: not everybody needed is in.
    """
    seat = _member(seat)
    notice = ContinuityNotice.objects.create(
        consortium=seat.consortium,
        seat=seat,
        service_type=ending.service_type,
        area=ending.area,
        ends_on=ending.ends_on,
        about=ending.about,
        posted_at=at,
    )
    others = seat.consortium.seats.filter(state=SeatState.ACCEPTED).exclude(pk=seat.pk)
    tell(seat.consortium, others, news=News.NOTICE, at=at, by=by, about=notice.pk)
    return notice


@transaction.atomic
def offer_to_take_on(
    *, notice: ContinuityNotice, seat: Seat, words: str, at: datetime
) -> ContinuityOffer:
    """Say how the organisation could take the service on; a later word replaces an earlier one.

    Raises:
        ForbiddenMoveError: it is the organisation's own service, or not everybody needed is in.
    """
    seat = _member(seat)
    if notice.seat_id == seat.pk or notice.consortium_id != seat.consortium_id:
        raise ForbiddenMoveError(seat.state)
    offer, _is_new = ContinuityOffer.objects.update_or_create(
        notice=notice, seat=seat, defaults={"words": words, "offered_at": at}
    )
    return offer


def _member(seat: Seat) -> Seat:
    seat = locked_seat(seat)
    closed = (TeamState.GATHERING, TeamState.ENDED)
    if seat.state != SeatState.ACCEPTED or seat.consortium.state in closed:
        raise ForbiddenMoveError(seat.consortium.state)
    return seat
