"""Moderators see what was sent and what was not, try again, and are warned when nothing moves."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.subscriptions.enums import Cadence, DeliveryState
from portal.subscriptions.models import Delivery, DeliveryEvent, DigestRun
from portal.subscriptions.periods import Slot, due_periods
from portal.subscriptions.services.planning import plan_due
from portal.subscriptions.stalled import STALLED_AFTER, longest_wait
from portal.users.roles import Role
from tests.factories.notices import NoticeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    EventFactory,
    SubscriberFactory,
    SubscriptionFactory,
)
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    # A test that commits empties the groups that Wagtail's migrations made.
    ensure_site(site_url="http://testserver")
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


@pytest.fixture
def failed():
    subscriber = SubscriberFactory(email="secret@example.org")
    return DeliveryFactory(subscriber=subscriber, state=DeliveryState.FAILED, error="550")


class TestRuns:
    def test_count_their_mails_by_state(self, moderator):
        run = DigestRun.objects.create(
            cadence="weekly", period_key="2026-W10", tz="America/Toronto", time=time(18), day=5,
            to_seq=1, planned=3, started_at=SIGNED_UP,
        )  # fmt: skip
        for state in ("planned", "failed", "retry-wait"):
            DeliveryFactory(run=run, period_key=f"{state}-day", state=state)

        exported = moderator.get(reverse("runs_report"), {"export": "csv"})

        (row,) = exported.getvalue().decode().splitlines()[1:]
        assert row.split(",") == [
            "2026-W10", "weekly", "18:00:00", "5", "America/Toronto",
            "planning", "3", "0", "1", "1", "0", "0", "0", "1",
        ]  # fmt: skip

    def test_leave_out_slots_in_which_nobody_is(self, moderator):
        DigestRun.objects.create(
            cadence="daily", period_key="2026-03-03", tz="Europe/London", to_seq=1,
            state="finished", started_at=SIGNED_UP, finished_at=SIGNED_UP,
        )  # fmt: skip

        assert "2026-03-03" not in text_of(moderator.get(reverse("runs_report")))

    def test_say_so_when_there_are_none(self, moderator):
        assert "No digest has been planned yet." in text_of(moderator.get(reverse("runs_report")))


class TestMailsNotReceived:
    def test_are_listed_without_any_address(self, moderator, failed):
        page = text_of(moderator.get(reverse("mails_report")))

        assert "550" in page
        assert str(failed.subscriber.public_id) in page
        assert "secret@example.org" not in page

    def test_are_tried_again_by_one_button(self, moderator, failed):
        answer = moderator.post(reverse("mails_retry"), follow=True)

        failed.refresh_from_db()
        assert failed.state == DeliveryState.PLANNED
        assert failed.events.get().detail == "retried-by-hand"
        assert "1 mail is tried again now." in text_of(answer)

    def test_leave_those_alone_that_arrived_or_are_on_their_way(self, moderator):
        DeliveryFactory(state=DeliveryState.SKIPPED_EMPTY)
        moderator.post(reverse("mails_retry"))

        assert Delivery.objects.get().state == DeliveryState.SKIPPED_EMPTY

    @pytest.mark.parametrize("name", ["runs_report", "mails_report"])
    def test_are_for_moderators_alone(self, client, name):
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        assert client.get(reverse(name)).status_code in {302, 403}
        assert client.post(reverse("mails_retry")).status_code in {302, 403}


class TestWarning:
    def test_stands_first_when_mails_are_due_and_nothing_moves(self, moderator):
        DeliveryFactory(planned_at=timezone.now() - STALLED_AFTER - timedelta(minutes=1))

        home = text_of(moderator.get(reverse("wagtailadmin_home")))

        assert "nothing has moved for 16 minutes" in home

    def test_comes_where_no_worker_made_a_mail_of_what_happened(self):
        now = timezone.now()

        def waited():
            return longest_wait(at=now)

        SubscriptionFactory(cadence=Cadence.DAILY)
        due = due_periods(slot=Slot.usual(Cadence.DAILY), at=now, most=1)[0].due_at
        assert waited() == now - due
        plan_due(at=now)
        assert waited() is None
        event = EventFactory(occurred_at=now - timedelta(minutes=20))
        assert waited() == timedelta(minutes=20)
        event.delete()
        NoticeFactory(written_at=now - timedelta(minutes=30))
        assert waited() == timedelta(minutes=30)
        EventFactory(matched_at=now - timedelta(minutes=5), seq=1)
        assert waited() == timedelta(minutes=5)

    def test_is_not_there_while_something_moves(self, moderator):
        delivery = DeliveryFactory(planned_at=timezone.now() - timedelta(hours=3))
        DeliveryEvent.objects.create(delivery=delivery, state="claimed", at=timezone.now())

        assert "nothing has moved" not in text_of(moderator.get(reverse("wagtailadmin_home")))

    def test_is_not_there_without_mails(self):
        assert longest_wait(at=timezone.now()) is None

    def test_does_not_count_mails_whose_time_has_not_come(self):
        now = timezone.now()
        DeliveryFactory(
            state="retry-wait",
            retry_at=now + timedelta(hours=1),
            planned_at=now - timedelta(days=1),
        )

        assert longest_wait(at=now) is None
