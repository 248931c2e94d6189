"""The other teams beside the first one of a night."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.consortia.models import MatchRun
from portal.consortia.services import widening
from portal.consortia.services.rematching import rematch_due
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
from portal.consortia.services.widening import add_alternatives
from portal.organisations.models import MatchingProfile
from portal.tenders.models import Tender

MARIGOLD = "example-marigold-home-care"


@pytest.fixture
def run(covered_tender):
    MatchRun.objects.all().delete()
    Tender.objects.exclude(pk=covered_tender.pk).delete()
    rematch_due(at=timezone.now())
    return MatchRun.objects.get()


def teams(run):
    return [
        {member.organisation_id for member in proposal.members.all()}
        for proposal in run.proposals.order_by("rank")
    ]


class TestAddAlternatives:
    def test_finds_the_teams_that_a_matching_on_request_finds_at_once(self, run):
        first = teams(run)
        assert add_alternatives(at=timezone.now())

        at = timezone.now()
        asked = request_match(tender=run.tender, requested_by=None, at=at)
        assert teams(run) == teams(solve_run(run=asked, at=at))
        assert teams(run)[:1] == first
        assert len(teams(run)) > 1

    def test_does_so_once(self, run):
        add_alternatives(at=timezone.now())

        assert not add_alternatives(at=timezone.now())

    def test_has_the_tender_compared_anew_where_something_changed_meanwhile(self, run):
        MatchingProfile.objects.filter(organisation__slug=MARIGOLD).update(
            withdrawn_at=timezone.now()
        )
        add_alternatives(at=timezone.now())

        assert len(teams(run)) == 1
        assert rematch_due(at=timezone.now()) == 1

    def test_replaces_teams_that_a_later_night_no_longer_knows_to_be_possible(self, run):
        add_alternatives(at=timezone.now())
        outsider = min(set.union(*teams(run)[1:]) - teams(run)[0])
        MatchingProfile.objects.filter(organisation=outsider).update(withdrawn_at=timezone.now())
        night = timezone.now() + timedelta(days=1)

        rematch_due(at=night)
        newest = MatchRun.objects.order_by("-pk").first()
        assert outsider not in set.union(*teams(newest))
        assert add_alternatives(at=night)
        assert outsider not in set.union(*teams(newest))

    def test_lets_a_run_that_cannot_be_widened_block_no_other(self, run, monkeypatch):
        def broken(*_arguments, **_options):
            raise ValueError("a defect")

        monkeypatch.setattr(widening, "work_out", broken)
        with pytest.raises(ValueError, match="a defect"):
            add_alternatives(at=timezone.now())

        assert not add_alternatives(at=timezone.now())
