"""The calendar of digests on ordinary and on odd days."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.subscriptions.enums import DIGEST_CADENCES, Cadence
from portal.subscriptions.periods import LOOK_BACK, due_periods

LONDON = ZoneInfo("Europe/London")
MONTREAL = ZoneInfo("America/Montreal")


def newest(cadence: Cadence, at: datetime, tz: ZoneInfo = LONDON) -> str:
    return due_periods(cadence=cadence, at=at, tz=tz)[0].key


class TestDuePeriods:
    def test_begins_a_day_at_half_past_seven_local_time(self):
        before = datetime(2026, 7, 1, 7, 29, 59, tzinfo=LONDON)
        due = datetime(2026, 7, 1, 7, 30, tzinfo=LONDON)

        assert newest(Cadence.DAILY, before) == "2026-06-30"
        assert newest(Cadence.DAILY, due) == "2026-07-01"

    @pytest.mark.parametrize(
        ("day", "due_utc"),
        [
            pytest.param((2026, 3, 29), "06:30", id="23 hours, clocks go forward"),
            pytest.param((2026, 10, 25), "07:30", id="25 hours, clocks go back"),
            pytest.param((2028, 2, 29), "07:30", id="leap day"),
        ],
    )
    def test_makes_one_period_of_a_day_of_any_length(self, day, due_utc):
        noon = datetime(*day, 12, tzinfo=LONDON)

        periods = due_periods(cadence=Cadence.DAILY, at=noon, tz=LONDON)

        assert periods[0].key == f"{noon:%Y-%m-%d}"
        assert f"{periods[0].due_at.astimezone(UTC):%H:%M}" == due_utc
        assert len({period.key for period in periods}) == LOOK_BACK

    def test_never_names_a_day_twice_over_the_hour_that_comes_twice(self):
        first = datetime(2026, 10, 25, 1, 30, fold=0, tzinfo=LONDON)
        second = datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON)

        assert newest(Cadence.DAILY, first) == newest(Cadence.DAILY, second) == "2026-10-24"

    @pytest.mark.parametrize(
        ("at", "week"),
        [
            pytest.param(datetime(2026, 3, 2, 7, 29, tzinfo=LONDON), "2026-W09", id="too early"),
            pytest.param(datetime(2026, 3, 2, 7, 30, tzinfo=LONDON), "2026-W10", id="Monday"),
            pytest.param(datetime(2026, 3, 8, 23, 0, tzinfo=LONDON), "2026-W10", id="Sunday"),
            pytest.param(datetime(2027, 1, 1, 12, 0, tzinfo=LONDON), "2026-W53", id="week 53"),
        ],
    )
    def test_begins_a_week_on_its_monday(self, at, week):
        assert newest(Cadence.WEEKLY, at) == week

    def test_begins_a_month_on_its_first_day(self):
        assert newest(Cadence.MONTHLY, datetime(2026, 3, 1, 7, 0, tzinfo=LONDON)) == "2026-02"
        assert newest(Cadence.MONTHLY, datetime(2026, 3, 1, 8, 0, tzinfo=LONDON)) == "2026-03"

    def test_follows_the_clock_of_the_zone(self):
        at = datetime(2026, 7, 1, 8, 0, tzinfo=LONDON)

        assert newest(Cadence.DAILY, at, MONTREAL) == "2026-06-30"

    @pytest.mark.parametrize("cadence", DIGEST_CADENCES)
    def test_looks_back_seven_periods_newest_first(self, cadence):
        periods = due_periods(
            cadence=cadence, at=datetime(2026, 7, 1, 12, tzinfo=LONDON), tz=LONDON
        )

        due = [period.due_at for period in periods]
        assert len(due) == LOOK_BACK
        assert due == sorted(due, reverse=True)
