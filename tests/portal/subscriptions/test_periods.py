"""The calendar of digests on ordinary and on odd days, by anybody's clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.subscriptions.enums import DIGEST_CADENCES, Cadence
from portal.subscriptions.periods import (
    LOOK_BACK,
    MONTH_DAYS,
    SENDING_TIMES,
    USUAL_TIME,
    WEEKDAYS,
    Slot,
    due_periods,
)

LONDON = ZoneInfo("Europe/London")
TORONTO = ZoneInfo("America/Toronto")
A_SECOND = timedelta(seconds=1)
FRIDAY = 5

slots = st.one_of(
    *(
        st.builds(
            Slot,
            cadence=st.just(cadence),
            # Places whose clocks change at midnight, at three, by half an hour, and never.
            tz=st.sampled_from(
                ["Europe/London", "America/Toronto", "Africa/Cairo", "Europe/Helsinki",
                 "Australia/Lord_Howe", "Atlantic/Azores", "Asia/Kolkata", "Pacific/Apia"]
            ),
            time=st.sampled_from(SENDING_TIMES),
            day=days,
        )
        for cadence, days in (
            (Cadence.DAILY, st.just(0)),
            (Cadence.WEEKLY, st.sampled_from(WEEKDAYS)),
            (Cadence.MONTHLY, st.sampled_from(MONTH_DAYS)),
        )
    )
)  # fmt: skip


def slot(cadence: Cadence, tz: ZoneInfo = LONDON, **chosen) -> Slot:
    usual = {"time": USUAL_TIME, "day": Slot.usual(cadence).day}
    return Slot(cadence=cadence, tz=tz.key, **{**usual, **chosen})


def newest(cadence: Cadence, at: datetime, tz: ZoneInfo = LONDON, **chosen) -> str:
    return due_periods(slot=slot(cadence, tz, **chosen), at=at)[0].key


class TestSendingTimes:
    def test_leave_out_the_hours_in_which_clocks_change(self):
        assert not [at for at in SENDING_TIMES if time(1) <= at < time(3)]
        assert USUAL_TIME in SENDING_TIMES


class TestSlot:
    def test_that_nobody_chose_is_the_portal_s_morning(self):
        assert Slot.usual(Cadence.WEEKLY) == slot(Cadence.WEEKLY, day=1)

    def test_in_a_zone_that_the_computer_forgot_follows_the_portal_s_clock(self):
        lost = Slot(cadence=Cadence.DAILY, tz="Europe/Atlantis", time=USUAL_TIME)

        assert lost.zone == LONDON


class TestDuePeriods:
    def test_begins_a_day_at_half_past_seven_local_time(self):
        before = datetime(2026, 7, 1, 7, 29, 59, tzinfo=LONDON)
        due = datetime(2026, 7, 1, 7, 30, tzinfo=LONDON)

        assert newest(Cadence.DAILY, before) == "2026-06-30"
        assert newest(Cadence.DAILY, due) == "2026-07-01"

    def test_begins_a_day_at_the_chosen_time(self):
        before = datetime(2026, 7, 1, 17, 59, 59, tzinfo=LONDON)

        assert newest(Cadence.DAILY, before, time=time(18)) == "2026-06-30"
        assert newest(Cadence.DAILY, before + A_SECOND, time=time(18)) == "2026-07-01"

    @pytest.mark.parametrize(
        ("day", "tz", "due_utc"),
        [
            pytest.param((2026, 3, 29), LONDON, "06:30", id="London, 23 hours"),
            pytest.param((2026, 10, 25), LONDON, "07:30", id="London, 25 hours"),
            pytest.param((2026, 3, 8), TORONTO, "11:30", id="Toronto, 23 hours"),
            pytest.param((2026, 11, 1), TORONTO, "12:30", id="Toronto, 25 hours"),
            pytest.param((2028, 2, 29), LONDON, "07:30", id="leap day"),
        ],
    )
    def test_makes_one_period_of_a_day_of_any_length(self, day, tz, due_utc):
        noon = datetime(*day, 12, tzinfo=tz)

        periods = due_periods(slot=slot(Cadence.DAILY, tz), at=noon)

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

    @pytest.mark.parametrize(
        ("at", "week"),
        [
            pytest.param(datetime(2026, 3, 5, 12, 0, tzinfo=LONDON), "2026-W09", id="Thursday"),
            pytest.param(datetime(2026, 3, 6, 7, 30, tzinfo=LONDON), "2026-W10", id="Friday"),
            pytest.param(datetime(2027, 1, 1, 7, 30, tzinfo=LONDON), "2026-W53", id="week 53"),
            pytest.param(datetime(2027, 1, 8, 7, 30, tzinfo=LONDON), "2027-W01", id="week 1"),
        ],
    )
    def test_tells_a_week_on_the_chosen_day(self, at, week):
        assert newest(Cadence.WEEKLY, at, day=FRIDAY) == week

    def test_begins_a_month_on_its_first_day(self):
        assert newest(Cadence.MONTHLY, datetime(2026, 3, 1, 7, 0, tzinfo=LONDON)) == "2026-02"
        assert newest(Cadence.MONTHLY, datetime(2026, 3, 1, 8, 0, tzinfo=LONDON)) == "2026-03"

    def test_tells_a_month_on_the_chosen_day(self):
        before = datetime(2026, 2, 28, 7, 29, tzinfo=LONDON)

        assert newest(Cadence.MONTHLY, before, day=28) == "2026-01"
        assert newest(Cadence.MONTHLY, before + timedelta(minutes=1), day=28) == "2026-02"

    def test_follows_the_clock_of_the_zone(self):
        at = datetime(2026, 7, 1, 8, 0, tzinfo=LONDON)

        assert newest(Cadence.DAILY, at, TORONTO) == "2026-06-30"
        assert newest(Cadence.DAILY, at.replace(hour=13), TORONTO) == "2026-07-01"

    @pytest.mark.parametrize("cadence", DIGEST_CADENCES)
    def test_looks_back_seven_periods_newest_first(self, cadence):
        at = datetime(2026, 7, 1, 12, tzinfo=LONDON)

        due = [period.due_at for period in due_periods(slot=slot(cadence), at=at)]

        assert len(due) == LOOK_BACK
        assert due == sorted(due, reverse=True)

    @given(slot=slots, day=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
    def test_gives_each_period_one_moment_and_no_moment_two(self, slot, day):
        at = datetime.combine(day, time(23, 59), tzinfo=slot.zone)

        periods = due_periods(slot=slot, at=at)

        moments = [period.due_at for period in periods]
        assert moments == sorted(set(moments), reverse=True)
        assert len({period.key for period in periods}) == LOOK_BACK
        # The newest stays the newest until the next one, and a second before it is not yet there.
        assert due_periods(slot=slot, at=moments[0] - A_SECOND)[0] == periods[1]
        assert due_periods(slot=slot, at=moments[0], most=1) == periods[:1]
