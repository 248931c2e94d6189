"""Of which night people are told, and at which hour."""

from datetime import UTC, date, datetime

import pytest

from portal.consortia.models import TenderCheck
from portal.consortia.nights import next_full_hour, night_shown

SUMMER, WINTER = (2026, 7, 1), (2026, 11, 28)


class TestNextFullHour:
    @pytest.mark.parametrize(
        ("found", "told"),
        [
            # In summer the clock in the UK is an hour ahead.
            (datetime(*SUMMER, 9, 5, 17, tzinfo=UTC), datetime(*SUMMER, 10, tzinfo=UTC)),
            (datetime(*SUMMER, 1, 30, tzinfo=UTC), datetime(*SUMMER, 6, tzinfo=UTC)),
            (datetime(*WINTER, 2, 0, 1, tzinfo=UTC), datetime(*WINTER, 7, tzinfo=UTC)),
            (datetime(*WINTER, 6, 59, tzinfo=UTC), datetime(*WINTER, 7, tzinfo=UTC)),
            (datetime(*WINTER, 7, tzinfo=UTC), datetime(*WINTER, 8, tzinfo=UTC)),
            (datetime(*WINTER, 23, 20, tzinfo=UTC), datetime(2026, 11, 29, 7, tzinfo=UTC)),
        ],
    )
    def test_is_not_in_the_night(self, found, told):
        assert next_full_hour(found) == told


class TestNightShown:
    @pytest.mark.parametrize("hour", [2, 3, 12, 23])
    def test_is_the_same_whenever_after_the_night_began(self, covered_tender, hour):
        seen = datetime(*WINTER, hour, 13, tzinfo=UTC)
        TenderCheck.objects.update_or_create(tender=covered_tender, defaults={"looked_at": seen})

        assert night_shown(covered_tender) == date(*WINTER)

    def test_is_unknown_for_what_was_never_compared(self, covered_tender):
        TenderCheck.objects.all().delete()

        assert night_shown(covered_tender) is None
