"""The consortia app's tables, one module for each noun."""

from portal.consortia.models.entry import EntryQuestion
from portal.consortia.models.proposal import (
    ConsortiumProposal,
    CoveredService,
    ProposalGap,
    ProposedMember,
)
from portal.consortia.models.requirement import TenderRequirement
from portal.consortia.models.run import MatchRun

__all__ = [
    "ConsortiumProposal",
    "CoveredService",
    "EntryQuestion",
    "MatchRun",
    "ProposalGap",
    "ProposedMember",
    "TenderRequirement",
]
