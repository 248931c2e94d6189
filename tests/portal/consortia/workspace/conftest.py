"""A consortium that the first yes to the best proposal opened."""

import pytest
from django.utils import timezone

from portal.consortia.models import ConsortiumProposal
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
from tests.portal.consortia.workspace.team import Team


@pytest.fixture
def proposal(covered_tender) -> ConsortiumProposal:
    at = timezone.now()
    run = request_match(tender=covered_tender, requested_by=None, at=at)
    return solve_run(run=run, at=at).proposals.get(rank=1)


@pytest.fixture
def team(proposal) -> Team:
    return Team(proposal)
