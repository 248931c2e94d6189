"""Which tenders are open, and for which places."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.tenders.board import Timing
from portal.tenders.models import Tender
from portal.tenders.querysets import timing_condition
from tests.factories.organisations import AreaFactory
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class TestOpenFirst:
    def test_puts_the_nearest_open_deadline_before_plans_and_plans_before_the_past(self):
        past = TenderFactory(tender_period_end_at=NOON)
        coming = TenderFactory(engagement=True)
        undated = TenderFactory(tender_period_end_at=None)
        later = TenderFactory(tender_period_end_at=NOON + timedelta(days=9))
        sooner = TenderFactory(tender_period_end_at=NOON + timedelta(days=1))

        assert list(Tender.objects.open_first(NOON)) == [sooner, later, undated, coming, past]

    def test_keeps_every_tender_in_exactly_one_group(self):
        TenderFactory(tender_period_end_at=NOON)
        TenderFactory(engagement=True)
        TenderFactory(awarded=True)
        TenderFactory()

        timings = (Timing.OPEN, Timing.COMING, Timing.OVER)
        groups = [set(Tender.objects.filter(timing_condition(timing, NOON))) for timing in timings]

        assert [len(group) for group in groups] == [1, 1, 2]
        assert set.union(*groups) == set(Tender.objects.all())


class TestInAnyArea:
    def test_finds_the_place_what_lies_in_it_and_what_surrounds_it(self):
        region = AreaFactory(name="Region")
        borough = AreaFactory(name="Borough", parent=region)
        ward = AreaFactory(name="Ward", parent=borough)
        neighbour = AreaFactory(name="Neighbour", parent=region)
        found = [TenderFactory(areas=[area]) for area in (region, borough, ward)]
        TenderFactory(areas=[neighbour])

        assert set(Tender.objects.in_any_area([borough])) == set(found)

    def test_names_a_tender_for_two_places_once(self):
        region = AreaFactory()
        inside = AreaFactory(parent=region)
        tender = TenderFactory(areas=[region, inside])

        assert list(Tender.objects.in_any_area([region])) == [tender]
