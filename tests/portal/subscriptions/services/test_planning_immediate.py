"""Mails at once: one for each person and event, whatever was followed when."""

from datetime import timedelta

import pytest

from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Delivery, EventSequence
from portal.subscriptions.services import planning_immediate
from portal.subscriptions.services.planning_immediate import plan_immediate
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import SIGNED_UP, SubscriptionFactory, numbered_event

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(hours=3)


@pytest.fixture
def theme():
    return ThemeFactory()


@pytest.fixture
def subscription(theme):
    return SubscriptionFactory(to=theme, cadence=Cadence.IMMEDIATE)


def happen(number, *topics):
    EventSequence.objects.update_or_create(pk=1, defaults={"head": number})
    return numbered_event(number, *topics)


class TestPlanImmediate:
    def test_plans_one_mail_for_each_event(self, subscription):
        first, second = happen(1, subscription.topic), happen(2, subscription.topic)

        assert plan_immediate(at=NOW) == 2
        assert set(Delivery.objects.values_list("event_id", flat=True)) == {first.pk, second.pk}

    def test_plans_one_mail_for_an_event_of_several_interests(self, subscription):
        other = SubscriptionFactory(subscriber=subscription.subscriber, cadence=Cadence.IMMEDIATE)
        happen(1, subscription.topic, other.topic)

        plan_immediate(at=NOW)

        assert Delivery.objects.get().windows == [[subscription.pk, 0], [other.pk, 0]]

    def test_plans_nothing_the_second_time(self, subscription):
        happen(1, subscription.topic)
        plan_immediate(at=NOW)

        assert plan_immediate(at=NOW) == 0

    def test_plans_nothing_for_other_cadences_or_interests(self, subscription, theme):
        SubscriptionFactory(to=theme, cadence=Cadence.DAILY)
        happen(1)

        assert plan_immediate(at=NOW) == 0

    def test_plans_no_event_again_for_an_interest_behind_in_its_count(self, subscription):
        other = SubscriptionFactory(subscriber=subscription.subscriber, cadence=Cadence.DAILY)
        happen(1, subscription.topic, other.topic)
        plan_immediate(at=NOW)
        other.cadence = Cadence.IMMEDIATE
        other.save()

        assert plan_immediate(at=NOW) == 0

    def test_takes_as_many_chunks_as_it_needs(self, monkeypatch, theme):
        monkeypatch.setattr(planning_immediate, "CHUNK", 2)
        subscriptions = SubscriptionFactory.create_batch(5, to=theme, cadence=Cadence.IMMEDIATE)
        happen(1, subscriptions[0].topic)

        assert plan_immediate(at=NOW) == 5
