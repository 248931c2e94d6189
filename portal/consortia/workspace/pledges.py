"""Adds pledges of hours up so that nobody can work out what another one pledged."""

from dataclasses import dataclass

from portal.consortia.models import Consortium, Seat
from portal.consortia.states import SeatState

FEWEST_IN_A_SUM = 3
"""With two members each could take its own pledge away and read the other's."""


@dataclass(frozen=True, kw_only=True)
class Pledges:
    """What is pledged since the newest quorum, for the page of one member to choose from.

    ``total`` is None while it would tell a member's pledge: until each has pledged, so that no
    two totals differ by one pledge, and with fewer than three members unless all agreed.
    """

    seats: tuple[Seat, ...]
    """Those that pledged, with their pledges."""
    total: int | None
    are_all_shown: bool
    """Each member pledged and agreed that the others see its pledge."""


def pledges_of(consortium: Consortium) -> Pledges:
    """The pledges that count; a new team pledges anew."""
    since = consortium.counts_from()
    members = consortium.seats.filter(state=SeatState.ACCEPTED)
    pledged = tuple(
        members.filter(pledge__pledged_at__gte=since)
        .select_related("organisation", "pledge")
        .order_by("pk")
        if since is not None
        else ()
    )
    has_each_pledged = bool(pledged) and len(pledged) == members.count()
    are_all_shown = has_each_pledged and all(seat.pledge.may_be_shown for seat in pledged)
    may_add_up = has_each_pledged and (len(pledged) >= FEWEST_IN_A_SUM or are_all_shown)
    return Pledges(
        seats=pledged,
        total=sum(seat.pledge.monthly_hours for seat in pledged) if may_add_up else None,
        are_all_shown=are_all_shown,
    )
