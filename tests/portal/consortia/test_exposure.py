"""Who bids often enough is proposed no more."""

import pytest
from django.utils import timezone

from portal.consortia.enums import EntryAnswer, LegalForm
from portal.consortia.exposure import MOST_BIDS_AT_ONCE
from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.models import (
    Consortium,
    ConsortiumProposal,
    EntryQuestion,
    MatchRun,
    ProposedMember,
    Seat,
)
from portal.consortia.services.explaining import answer_entry
from portal.consortia.states import SeatState, TeamState
from portal.consortia.workspace.services.inviting import TERMS_VERSION
from portal.organisations.models import Organisation
from tests.factories.tenders import TenderFactory


@pytest.fixture
def sorrel(market):
    return Organisation.objects.get(slug="example-sorrel-care")


def bid(organisation, tender=None, *, seat=SeatState.ACCEPTED, team=TeamState.GATHERING):
    at = timezone.now()
    tender = tender or TenderFactory()
    run = MatchRun.objects.create(tender=tender, requested_at=at, state="solved", solved_at=at)
    proposal = ConsortiumProposal.objects.create(run=run, rank=1, quality=1)
    place = ProposedMember.objects.create(proposal=proposal, organisation=organisation)
    consortium = Consortium.objects.create(
        tender=tender,
        proposal=proposal,
        host=organisation,
        state=team,
        opened_at=at,
        quorum_at=at,
        legal_form=LegalForm.CONTRACT,
    )
    Seat.objects.create(
        consortium=consortium,
        organisation=organisation,
        place=place,
        state=seat,
        terms_version=TERMS_VERSION,
    )


def is_open(organisation, tender):
    problem = problem_for(tender, requirements_of(tender), at=timezone.now())
    return str(organisation.pk) in {item.key for item in problem.providers}


class TestLimit:
    def test_leaves_out_who_bids_for_as_many_others_as_it_may(self, sorrel, covered_tender):
        for _ in range(MOST_BIDS_AT_ONCE - 1):
            bid(sorrel)
        assert is_open(sorrel, covered_tender)

        bid(sorrel)

        assert not is_open(sorrel, covered_tender)

    def test_keeps_who_said_yes_to_a_team_for_this_tender(self, sorrel, covered_tender):
        for _ in range(MOST_BIDS_AT_ONCE):
            bid(sorrel)
        bid(sorrel, covered_tender)

        assert is_open(sorrel, covered_tender)

    @pytest.mark.parametrize(
        "over",
        [
            {"seat": SeatState.SUGGESTED},
            {"seat": SeatState.DECLINED},
            {"seat": SeatState.LEFT},
            {"team": TeamState.ENDED},
            {"team": TeamState.DECIDED},
        ],
    )
    def test_counts_no_team_that_is_over_or_has_no_yes(self, sorrel, covered_tender, over):
        for _ in range(MOST_BIDS_AT_ONCE):
            bid(sorrel, **over)

        assert is_open(sorrel, covered_tender)

    def test_is_told_to_the_organisation_that_asks(self, sorrel, covered_tender):
        at = timezone.now()
        for _ in range(MOST_BIDS_AT_ONCE):
            bid(sorrel)
        run = MatchRun.objects.create(
            tender=covered_tender, requested_at=at, state="solved", solved_at=at
        )
        question = EntryQuestion.objects.create(run=run, organisation=sorrel, asked_at=at)

        assert answer_entry(question=question, at=at).answer == EntryAnswer.BUSY
