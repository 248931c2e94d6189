"""Keeps one organisation from being in every team: who bids often enough is proposed no more."""

from collections.abc import Mapping

from portal.consortia.models import Seat
from portal.consortia.states import OPEN_TEAMS, YES_SEATS
from portal.tenders.models import Tender

MOST_BIDS_AT_ONCE = 5
"""One team that takes all thins the market, and nobody can keep promises to more (reference, 3.4).

Only a yes counts: what the matching suggests by itself is no reason to leave anybody out.
"""


def bids_under_way() -> dict[int, frozenset[int]]:
    """By organisation, the tenders for which it said yes to a team that still goes on."""
    found: dict[int, set[int]] = {}
    seats = Seat.objects.filter(state__in=YES_SEATS, consortium__state__in=OPEN_TEAMS)
    for organisation_id, tender_id in seats.values_list("organisation_id", "consortium__tender_id"):
        found.setdefault(organisation_id, set()).add(tender_id)
    return {key: frozenset(tenders) for key, tenders in found.items()}


def is_busy(organisation_id: int, tender: Tender, bids: Mapping[int, frozenset[int]]) -> bool:
    """Whether it bids for as many other tenders as it may; a team that has its yes keeps it."""
    own = bids.get(organisation_id, frozenset())
    return tender.pk not in own and len(own) >= MOST_BIDS_AT_ONCE
