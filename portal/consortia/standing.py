"""Who may bid at all: those of the kind that lots are reserved for, by what each says of itself.

What follows from a ground for exclusion is the buyer's decision (matching reference, 3.4); the
matching leaves out those alone who say themselves that one applies, or whom the government's public
debarment list names.
"""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from portal.consortia.matching.eligibility import may_work_in
from portal.consortia.matching.problem import Lot
from portal.organisations.models import MatchingProfile
from portal.organisations.models.profile import BidderStatus, ExclusionAnswer
from portal.tenders.enums import OVER_FOR_BIDS, ReservedFor
from portal.tenders.models import Tender

_KINDS = {
    ReservedFor.SHELTERED_WORKSHOP: {BidderStatus.SUPPORTED},
    ReservedFor.PUBLIC_SERVICE_MISSION: {BidderStatus.MUTUAL},
    ReservedFor.SME_VCSE: {BidderStatus.SME, BidderStatus.VCSE},
}


def kinds_wanted(reserved_for: Iterable[str]) -> frozenset[str]:
    """The kinds of organisation of which whoever works in a lot is one; none where all may.

    A code that is not in the codelist is left to people: the tender's page shows it.
    """
    known = [ReservedFor(code) for code in reserved_for if code in ReservedFor.values]
    return frozenset(kind.value for code in known for kind in _KINDS[code])


def reservations(tender: Tender) -> list[str]:
    """Whom the notice lets bid, a sentence for each lot where they differ; none where all may."""
    lots = tender.lots.exclude(status__in=OVER_FOR_BIDS).order_by("position")
    by_lot = {lot.lot_id: ", ".join(lot.reserved_in_words) for lot in lots}
    if len(set(by_lot.values())) == 1:
        by_lot = {"": next(iter(by_lot.values()))}
    whole, part = (
        _("The notice lets only these bid: %(kinds)s."),
        _("For lot %(lot)s the notice lets only these bid: %(kinds)s."),
    )
    return [
        (part if lot else whole) % {"lot": lot, "kinds": kinds}
        for lot, kinds in by_lot.items()
        if kinds
    ]


def is_excluded(profile: MatchingProfile) -> bool:
    """Whether it says itself that a ground for exclusion applies, or is on the public list."""
    is_debarred = profile.organisation.debarred_on is not None
    return is_debarred or profile.exclusion == ExclusionAnswer.YES


def may_bid(profile: MatchingProfile, lots: Collection[Lot]) -> bool:
    """Whether it is not excluded and, by what it says that it is, may work in one of the lots."""
    kinds = set(profile.statuses)
    return not is_excluded(profile) and (not lots or any(may_work_in(kinds, lot) for lot in lots))
