"""The consortia app's tables, one module for each noun."""

from portal.consortia.models.agreement import (
    Authorisation,
    ChecklistAnswer,
    HeadsOfTerms,
    Signature,
)
from portal.consortia.models.check import TenderCheck
from portal.consortia.models.consortium import Consortium, Step
from portal.consortia.models.entry import EntryQuestion
from portal.consortia.models.proposal import (
    ConsortiumProposal,
    CoveredService,
    LostPart,
    ProposalGap,
    ProposedMember,
)
from portal.consortia.models.requirement import TenderRequirement
from portal.consortia.models.run import MatchRun
from portal.consortia.models.seat import Disclosure, Seat
from portal.consortia.models.sharing import ContinuityNotice, ContinuityOffer, Pledge

__all__ = [
    "Authorisation",
    "ChecklistAnswer",
    "Consortium",
    "ConsortiumProposal",
    "ContinuityNotice",
    "ContinuityOffer",
    "CoveredService",
    "Disclosure",
    "EntryQuestion",
    "HeadsOfTerms",
    "LostPart",
    "MatchRun",
    "Pledge",
    "ProposalGap",
    "ProposedMember",
    "Seat",
    "Signature",
    "Step",
    "TenderCheck",
    "TenderRequirement",
]
