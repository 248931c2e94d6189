"""What speaks for a practice whatever the words of a search."""

from datetime import date

import pytest

from search.documents.prior import prior_of
from search.port import PRIORS
from tests.factories.practices import PracticePageFactory

# A page that is only built asks the database for its content type all the same.
pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)


def prior(**fields):
    return prior_of(PracticePageFactory.build(**{"as_of": "2019-10", **fields}), on=TODAY)


class TestPriorOf:
    @pytest.mark.parametrize("level", ["2", "3", "4", "5"])
    def test_lifts_evidence_that_was_measured(self, level):
        assert prior(evidence_level=level) == 1.1

    def test_leaves_what_is_only_described_as_it_is(self):
        assert prior(evidence_level="1") == 1.0

    def test_lowers_an_idea_that_nobody_has_tried(self):
        assert prior(stage="proposed") == 0.9

    def test_lifts_what_was_reviewed_lately(self):
        assert prior(evidence_level="2", as_of="2025-06") == 1.2

    def test_lowers_what_should_have_been_reviewed(self):
        assert prior(stage="proposed", review_by_date=date(2026, 2, 28)) == 0.8

    @pytest.mark.parametrize("fields", [{"stage": "stopped"}, {"evidence_level": "no-effect"}])
    def test_never_lowers_what_was_tried_and_did_not_last(self, fields):
        assert prior(**fields, review_by_date=date(2020, 1, 1)) == 1.0

    def test_stays_within_its_bounds(self):
        assert min(PRIORS) >= 0.8
        assert max(PRIORS) <= 1.25
