"""Who is owed a digest: once for each period, never for nothing, from the right place on."""

from datetime import datetime, timedelta

import pytest

from portal.subscriptions.enums import Cadence, EndReason, RunState, SubscriberState
from portal.subscriptions.models import Delivery, DigestRun, EventSequence, Subscription
from portal.subscriptions.periods import Slot
from portal.subscriptions.services import planning
from portal.subscriptions.services.ending import change_cadence, end_subscription
from portal.subscriptions.services.planning import Plan, plan_due, plan_for
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import (
    LONDON,
    SubscriberFactory,
    SubscriptionFactory,
    numbered_event,
    topic_for,
)

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 3, 3, 7, 30, tzinfo=LONDON)
WEDNESDAY = TUESDAY + timedelta(days=1)
NEXT_MONDAY = TUESDAY + timedelta(days=6)


def set_head(number: int) -> None:
    EventSequence.objects.update_or_create(pk=1, defaults={"head": number})


@pytest.fixture
def theme():
    return ThemeFactory(slug="loneliness")


@pytest.fixture
def subscription(theme):
    return SubscriptionFactory(to=theme)


@pytest.fixture
def news(subscription):
    """One numbered event that the subscription's interest matches."""
    event = numbered_event(1, subscription.topic)
    set_head(1)
    return event


class TestPlanDue:
    def test_plans_one_mail_for_each_person_with_news(self, subscription, news):
        SubscriptionFactory()

        plan = plan_due(at=TUESDAY)

        delivery = Delivery.objects.get()
        assert plan == Plan(mails=1, empty=1)
        assert delivery.subscriber == subscription.subscriber
        assert (delivery.period_key, delivery.to_seq) == ("2026-03-03", 1)
        assert delivery.windows == [[subscription.pk, 0]]

    def test_plans_one_mail_for_several_interests(self, subscription, news):
        other = SubscriptionFactory(subscriber=subscription.subscriber)
        numbered_event(2, other.topic)
        set_head(2)

        plan_due(at=TUESDAY)

        delivery = Delivery.objects.get()
        assert delivery.windows == [[subscription.pk, 0], [other.pk, 0]]

    def test_plans_nothing_the_second_time(self, news):
        plan_due(at=TUESDAY)

        again = plan_due(at=TUESDAY + timedelta(hours=5))

        assert again == Plan()
        assert Delivery.objects.count() == 1

    def test_plans_nothing_before_the_hour(self, subscription, news):
        plan_due(at=TUESDAY - timedelta(days=1))
        Delivery.objects.all().delete()
        Subscription.objects.update(cursor_seq=0)

        assert plan_due(at=TUESDAY - timedelta(seconds=1)).mails == 0
        assert plan_due(at=TUESDAY).mails == 1

    def test_never_plans_an_empty_mail_and_moves_on(self, subscription):
        numbered_event(1, topic_for(ThemeFactory()))
        set_head(1)

        plan = plan_due(at=TUESDAY)

        subscription.refresh_from_db()
        assert plan == Plan(mails=0, empty=1)
        assert subscription.cursor_seq == 1
        assert DigestRun.objects.get(cadence=Cadence.DAILY).skipped_empty == 1

    def test_tells_each_event_in_one_period_only(self, subscription, news):
        plan_due(at=TUESDAY)
        numbered_event(2, subscription.topic)
        set_head(2)

        plan_due(at=WEDNESDAY)

        windows = list(Delivery.objects.order_by("pk").values_list("windows", "to_seq"))
        assert windows == [([[subscription.pk, 0]], 1), ([[subscription.pk, 1]], 2)]

    def test_keeps_the_cursor_of_a_person_who_has_a_mail_for_the_period(self, subscription, news):
        """Moving it would lose what lies between: the insert was not ours."""
        plan_for(
            subscriber=subscription.subscriber,
            cadence=Cadence.DAILY,
            period_key="2026-03-03",
            at=TUESDAY - timedelta(hours=2),
        )
        numbered_event(2, subscription.topic)
        set_head(2)

        plan_due(at=TUESDAY)
        plan_due(at=WEDNESDAY)

        subscription.refresh_from_db()
        last = Delivery.objects.get(period_key="2026-03-04")
        assert last.windows == [[subscription.pk, 1]]
        assert subscription.cursor_seq == 2

    def test_leaves_out_ended_subscriptions_and_people_not_to_be_written_to(self, theme, news):
        suppressed = SubscriberFactory(
            state=SubscriberState.SUPPRESSED, suppressed_reason="bounced"
        )
        SubscriptionFactory(subscriber=suppressed, to=theme)
        ended = SubscriptionFactory(to=theme)
        end_subscription(subscription=ended, reason=EndReason.MANAGED, at=TUESDAY)

        assert plan_due(at=TUESDAY).mails == 1

    def test_makes_one_larger_mail_after_an_outage_and_names_what_was_missed(
        self, subscription, news
    ):
        plan_due(at=TUESDAY)
        for number in (2, 3):
            numbered_event(number, subscription.topic)
        set_head(3)

        plan = plan_due(at=TUESDAY + timedelta(days=4))

        missed = DigestRun.objects.filter(state=RunState.MISSED, cadence=Cadence.DAILY)
        assert plan.mails == 1
        assert Delivery.objects.get(period_key="2026-03-07").windows == [[subscription.pk, 1]]
        assert set(missed.values_list("period_key", flat=True)) == {
            "2026-03-04",
            "2026-03-05",
            "2026-03-06",
        }

    def test_goes_on_where_a_crashed_planner_stopped(self, monkeypatch, theme, news):
        for _number in range(4):
            SubscriptionFactory(to=theme)
        monkeypatch.setattr(planning, "CHUNK", 2)
        run = DigestRun.objects.create(
            cadence=Cadence.DAILY, period_key="2026-03-03", tz="Europe/London", to_seq=1,
            started_at=TUESDAY,
        )  # fmt: skip
        (period,) = planning.due_periods(slot=Slot.usual(Cadence.DAILY), at=TUESDAY, most=1)
        first = planning._plan_next_chunk(run, period, TUESDAY)

        rest = plan_due(at=TUESDAY)

        assert (first.mails, rest.mails) == (2, 3)
        assert Delivery.objects.values("subscriber").distinct().count() == 5
        assert DigestRun.objects.get(pk=run.pk).planned == 5

    def test_tells_nothing_numbered_after_the_run_began(self, subscription, news):
        plan_due(at=TUESDAY)
        numbered_event(2, subscription.topic)
        set_head(2)

        plan_due(at=TUESDAY + timedelta(hours=1))

        assert Delivery.objects.get().to_seq == 1


class TestPlanDueAfterAChangeOfCadence:
    def test_loses_nothing_from_daily_to_weekly(self, subscription, news):
        change_cadence(subscription=subscription, cadence=Cadence.WEEKLY, at=TUESDAY)

        plan_due(at=NEXT_MONDAY)

        delivery = Delivery.objects.get()
        assert (delivery.cadence, delivery.windows) == ("weekly", [[subscription.pk, 0]])

    def test_repeats_nothing_from_daily_to_weekly(self, subscription, news):
        plan_due(at=TUESDAY)
        change_cadence(subscription=subscription, cadence=Cadence.WEEKLY, at=TUESDAY)

        plan_due(at=NEXT_MONDAY)

        assert [delivery.cadence for delivery in Delivery.objects.all()] == ["daily"]


class TestPlanFor:
    def test_plans_one_person_outside_the_calendar(self, subscription, theme, news):
        other = SubscriptionFactory(to=theme)

        plan = plan_for(
            subscriber=subscription.subscriber,
            cadence=Cadence.DAILY,
            period_key="walkthrough-1",
            at=TUESDAY - timedelta(hours=1),
        )
        plan_due(at=TUESDAY)

        keys = Delivery.objects.values_list("subscriber_id", "period_key")
        assert plan == Plan(mails=1)
        assert set(keys) == {
            (subscription.subscriber_id, "walkthrough-1"),
            (other.subscriber_id, "2026-03-03"),
        }
