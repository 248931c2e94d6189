"""People choose when their digests come; no choice loses, repeats or doubles anything."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.subscriptions.enums import Cadence, MailFormat, RunState
from portal.subscriptions.models import Delivery, DigestRun, EventSequence, Subscriber
from portal.subscriptions.services.pausing import change_settings
from portal.subscriptions.services.planning import plan_due
from portal.subscriptions.services.timing import SendingTimes, choose_times
from tests.factories.subscriptions import LONDON, SubscriptionFactory, numbered_event

pytestmark = pytest.mark.django_db

TORONTO = ZoneInfo("America/Toronto")
MONDAY = datetime(2026, 3, 2, 7, 30, tzinfo=LONDON)
NOON = MONDAY.replace(hour=12)
FRIDAY = 5


@pytest.fixture
def weekly():
    return SubscriptionFactory(cadence=Cadence.WEEKLY)


@pytest.fixture
def daily():
    return SubscriptionFactory()


def news(subscription, number):
    numbered_event(number, subscription.topic)
    EventSequence.objects.update_or_create(pk=1, defaults={"head": number})


def choose(subscription, at=NOON, **chosen):
    subscriber = Subscriber.objects.get(pk=subscription.subscriber_id)
    times = replace(SendingTimes.of(subscriber), **chosen)
    choose_times(subscriber=subscriber, times=times, at=at)


def mails():
    """Period, first event that is not told, last that is."""
    rows = Delivery.objects.order_by("pk").values_list("period_key", "windows", "to_seq")
    return [(key, since, to) for key, ((_subscription, since),), to in rows]


class TestChosenTime:
    def test_is_when_the_mail_is_planned(self, daily):
        choose(daily, send_at=time(18))
        news(daily, 1)

        assert plan_due(at=MONDAY.replace(hour=17)).mails == 0
        assert plan_due(at=MONDAY.replace(hour=18, minute=0)).mails == 1

    def test_that_is_over_today_brings_nothing_today(self, daily):
        news(daily, 1)
        choose(daily, send_at=time(9))

        assert plan_due(at=NOON).mails == 0
        assert plan_due(at=NOON + timedelta(days=1)).mails == 1

    @pytest.mark.parametrize("later", [time(18), time(23)])
    def test_moved_after_the_day_s_mail_went_brings_no_second_one(self, daily, later):
        news(daily, 1)
        plan_due(at=MONDAY)
        choose(daily, send_at=later)
        news(daily, 2)

        plan_due(at=NOON.replace(hour=23))
        plan_due(at=NOON.replace(hour=23) + timedelta(days=1))

        assert mails() == [("2026-03-02", 0, 1), ("2026-03-03", 1, 2)]

    def test_moved_to_an_earlier_one_loses_nothing(self, daily):
        choose(daily, at=MONDAY - timedelta(days=1), send_at=time(18))
        plan_due(at=MONDAY)
        news(daily, 1)
        choose(daily, send_at=time(7, 30))

        plan_due(at=NOON.replace(hour=19))
        plan_due(at=MONDAY + timedelta(days=1))

        assert mails() == [("2026-03-03", 0, 1)]


class TestChosenDay:
    def test_moved_after_the_week_s_mail_went_brings_the_next_one_a_week_later(self, weekly):
        news(weekly, 1)
        plan_due(at=MONDAY)
        choose(weekly, weekday=FRIDAY)
        news(weekly, 2)

        for days in range(1, 12):
            plan_due(at=NOON + timedelta(days=days))

        assert mails() == [("2026-W10", 0, 1), ("2026-W11", 1, 2)]
        assert Delivery.objects.latest("pk").planned_at.astimezone(LONDON).isoweekday() == FRIDAY

    def test_moved_before_the_week_s_mail_went_brings_it_on_the_new_day(self, weekly):
        choose(weekly, at=MONDAY - timedelta(days=1), weekday=FRIDAY)
        news(weekly, 1)

        assert plan_due(at=NOON).mails == 0
        assert plan_due(at=NOON + timedelta(days=4)).mails == 1

    def test_of_the_month_is_when_the_monthly_mail_comes(self):
        monthly = SubscriptionFactory(cadence=Cadence.MONTHLY)
        plan_due(at=MONDAY)
        choose(monthly, month_day=28)
        news(monthly, 1)

        assert plan_due(at=NOON.replace(day=27)).mails == 0
        assert plan_due(at=NOON.replace(day=28)).mails == 1

    def test_does_not_touch_daily_mails(self, daily):
        choose(daily, at=MONDAY - timedelta(days=1), weekday=FRIDAY, month_day=15)
        news(daily, 1)

        assert plan_due(at=NOON).mails == 1


class TestChosenZone:
    def test_brings_the_mail_by_its_own_clock(self, daily):
        choose(daily, at=MONDAY, tz="America/Toronto")
        news(daily, 1)

        assert plan_due(at=datetime(2026, 3, 2, 7, 29, tzinfo=TORONTO)).mails == 0
        assert plan_due(at=datetime(2026, 3, 2, 7, 30, tzinfo=TORONTO)).mails == 1

    @pytest.mark.parametrize("day", [(2026, 3, 8), (2026, 11, 1)], ids=["23 hours", "25 hours"])
    def test_brings_one_mail_on_days_on_which_its_clocks_change(self, daily, day):
        due = datetime(*day, 7, 30, tzinfo=TORONTO)
        choose(daily, at=due - timedelta(days=2), tz="America/Toronto")
        plan_due(at=due - timedelta(days=1))
        news(daily, 1)
        start = datetime(*day, 0, 0, tzinfo=TORONTO).timestamp()

        times = [datetime.fromtimestamp(start + 600 * step, tz=LONDON) for step in range(26 * 6)]
        planned = [at for at in times if plan_due(at=at).mails]

        assert planned == [due]

    def test_moved_after_the_day_s_mail_went_brings_no_second_one_on_that_date(self, daily):
        news(daily, 1)
        plan_due(at=MONDAY)
        choose(daily, tz="America/Toronto")
        news(daily, 2)

        plan_due(at=datetime(2026, 3, 2, 8, 0, tzinfo=TORONTO))
        plan_due(at=datetime(2026, 3, 3, 8, 0, tzinfo=TORONTO))

        assert [key for key, _since, _to in mails()] == ["2026-03-02", "2026-03-03"]

    def test_is_the_day_on_which_a_pause_ends(self, daily):
        day = MONDAY.date() + timedelta(days=1)
        change_settings(subscriber=daily.subscriber, mail_format=MailFormat.HTML, paused_until=day)
        choose(daily, tz="Pacific/Auckland")
        news(daily, 1)

        due = datetime(2026, 3, 3, 7, 30, tzinfo=ZoneInfo("Pacific/Auckland"))
        assert plan_due(at=due - timedelta(minutes=1)).mails == 0
        assert plan_due(at=due).mails == 1


class TestPlanner:
    def test_asks_two_questions_when_nothing_is_due(self, daily, django_assert_num_queries):
        for hour in (9, 18, 22):
            choose(SubscriptionFactory(), send_at=time(hour))
        plan_due(at=NOON)

        with django_assert_num_queries(2):
            plan_due(at=NOON + timedelta(seconds=30))

    def test_goes_on_with_the_run_of_each_slot_by_itself(self, daily):
        other = SubscriptionFactory(topic=daily.topic)
        choose(other, at=MONDAY, send_at=time(18))
        news(daily, 1)

        plan_due(at=MONDAY)
        plan_due(at=MONDAY.replace(hour=18))

        runs = DigestRun.objects.filter(cadence=Cadence.DAILY, period_key="2026-03-02")
        states = set(runs.values_list("time", "planned", "state"))
        assert states == {
            (time(7, 30), 1, RunState.FINISHED),
            (time(18), 1, RunState.FINISHED),
        }

    def test_tells_in_one_mail_what_a_slot_missed(self, daily):
        choose(daily, at=MONDAY - timedelta(days=1), send_at=time(18))
        plan_due(at=MONDAY.replace(hour=18))
        news(daily, 1)

        plan_due(at=MONDAY.replace(hour=20) + timedelta(days=3))

        missed = DigestRun.objects.filter(state=RunState.MISSED, time=time(18), cadence="daily")
        assert mails() == [("2026-03-05", 0, 1)]
        assert set(missed.values_list("period_key", flat=True)) == {"2026-03-03", "2026-03-04"}
