"""Which tenders are compared with the providers, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from portal.consortia.models import MatchRun, TenderCheck
from portal.consortia.nights import night_before
from portal.consortia.services.comparing import (
    CLAIM_LASTS,
    claim_comparison,
    compare_again,
    due_tenders,
    remember_comparison,
)
from portal.consortia.services.requesting import request_match
from portal.tenders.enums import Stage
from portal.tenders.models import Tender


class TestNightBefore:
    @pytest.mark.parametrize(
        ("at", "night"),
        [
            (datetime(2026, 1, 10, 2, 0, tzinfo=UTC), datetime(2026, 1, 10, 2, 0, tzinfo=UTC)),
            (datetime(2026, 1, 10, 1, 59, tzinfo=UTC), datetime(2026, 1, 9, 2, 0, tzinfo=UTC)),
            # In summer the night begins an hour earlier in UTC.
            (datetime(2026, 7, 10, 1, 0, tzinfo=UTC), datetime(2026, 7, 10, 1, 0, tzinfo=UTC)),
            (datetime(2026, 7, 10, 0, 59, tzinfo=UTC), datetime(2026, 7, 9, 1, 0, tzinfo=UTC)),
        ],
    )
    def test_is_two_in_the_morning_in_the_united_kingdom(self, at, night):
        assert night_before(at) == night


@pytest.fixture
def tender(covered_tender):
    MatchRun.objects.all().delete()
    Tender.objects.exclude(pk=covered_tender.pk).delete()
    return covered_tender


def is_due(at):
    return due_tenders(at=at).exists()


class TestDueTenders:
    def test_has_a_new_tender_at_once(self, tender):
        assert is_due(timezone.now())

    def test_has_no_tender_again_before_the_next_night(self, tender):
        at = night_before(timezone.now())
        remember_comparison(tender, inputs_sha256="a", at=at)

        assert not is_due(at + timedelta(hours=20))
        assert is_due(at + timedelta(hours=25))

    @pytest.mark.parametrize("stage", Stage)
    @pytest.mark.parametrize("days_left", [None, -1, 1])
    def test_has_those_for_which_a_team_could_still_bid(self, tender, stage, days_left):
        at = timezone.now()
        tender.stage = stage
        tender.tender_period_end_at = days_left and at + timedelta(days=days_left)
        tender.save()

        assert is_due(at) == tender.is_open_to_competition_at(at)

    def test_leaves_out_what_is_not_about_care(self, tender):
        Tender.objects.update(is_care_relevant=False)

        assert not is_due(timezone.now())

    def test_leaves_a_tender_to_the_matching_that_somebody_asked_for(self, tender):
        at = timezone.now()
        request_match(tender=tender, requested_by=None, at=at)

        assert not is_due(at)

    def test_has_a_tender_whose_notice_changed(self, tender):
        at = timezone.now()
        remember_comparison(tender, inputs_sha256="a", at=at)

        compare_again(tender)

        assert is_due(at)


class TestClaimComparison:
    def test_lets_one_worker_have_a_tender(self, tender):
        at = timezone.now()

        first, second = claim_comparison(tender, at=at), claim_comparison(tender, at=at)

        assert first is not None
        assert second is None
        assert not is_due(at)

    def test_gives_back_what_a_dead_worker_had(self, tender):
        at = timezone.now()
        claim_comparison(tender, at=at)
        later = at + CLAIM_LASTS

        assert is_due(later)
        assert claim_comparison(tender, at=later) is not None

    def test_ends_when_the_tender_was_compared(self, tender):
        at = timezone.now()
        claim_comparison(tender, at=at)

        remember_comparison(tender, inputs_sha256="a", at=at)

        check = TenderCheck.objects.get(tender=tender)
        assert (check.claimed_at, check.looked_at, check.inputs_sha256) == (None, at, "a")
