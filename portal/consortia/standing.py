"""Who may bid at all: those of the kind that a tender is reserved for, by what each says of itself.

What follows from a ground for exclusion is the buyer's decision (matching reference, 3.4); the
matching leaves out those alone who say themselves that one applies, or whom the government's public
debarment list names.
"""

from portal.organisations.models import MatchingProfile
from portal.organisations.models.profile import BidderStatus, ExclusionAnswer
from portal.tenders.enums import ReservedFor
from portal.tenders.models import Tender

_KINDS = {
    ReservedFor.SHELTERED_WORKSHOP: {BidderStatus.SUPPORTED},
    ReservedFor.PUBLIC_SERVICE_MISSION: {BidderStatus.MUTUAL},
    ReservedFor.SME_VCSE: {BidderStatus.SME, BidderStatus.VCSE},
}


def kinds_wanted(tender: Tender) -> frozenset[str]:
    """The kinds of organisation of which each member has to be one; none where all may bid.

    A code that is not in the codelist is left to people: the tender's page shows it.
    """
    known = [ReservedFor(code) for code in tender.reserved_for if code in ReservedFor.values]
    return frozenset(kind.value for code in known for kind in _KINDS[code])


def is_excluded(profile: MatchingProfile) -> bool:
    """Whether it says itself that a ground for exclusion applies, or is on the public list."""
    is_debarred = profile.organisation.debarred_on is not None
    return is_debarred or profile.exclusion == ExclusionAnswer.YES


def may_bid(profile: MatchingProfile, kinds: frozenset[str]) -> bool:
    """Whether the organisation is one of the kinds, by what it says, and not excluded."""
    return not is_excluded(profile) and (not kinds or bool(kinds & set(profile.statuses)))
