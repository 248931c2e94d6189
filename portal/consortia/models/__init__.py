"""The consortia app's tables, one module for each noun."""

from portal.consortia.models.proposal import (
    ConsortiumProposal,
    CoveredService,
    ProposalGap,
    ProposedMember,
)
from portal.consortia.models.run import MatchRun

__all__ = ["ConsortiumProposal", "CoveredService", "MatchRun", "ProposalGap", "ProposedMember"]
