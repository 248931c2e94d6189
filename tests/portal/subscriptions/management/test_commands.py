"""What operators type to plan, send and look."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.common.outbox import messages_in
from portal.subscriptions.models import Delivery, DigestRun, Event, EventSequence
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import SubscriptionFactory, numbered_event, practice_about

pytestmark = pytest.mark.django_db


def run(*command: str) -> str:
    output = StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()


@pytest.fixture
def news():
    """One reader with one piece of news."""
    theme = ThemeFactory()
    subscription = SubscriptionFactory(to=theme)
    numbered_event(1, subscription.topic, practice=practice_about(theme))
    EventSequence.objects.update_or_create(pk=1, defaults={"head": 1})


class TestDigestsPlan:
    def test_plans_as_at_the_moment_asked_for(self, news):
        answer = run("digests_plan", "--at", "2026-03-03T07:30")

        assert answer == (
            "daily 2026-03-03 07:30 Europe/London: 1 mails, 0 people with nothing new\n"
            "Planned: 1; people with nothing new: 0.\n"
        )
        assert Delivery.objects.get().period_key == "2026-03-03"

    def test_changes_nothing_when_only_asked(self, news):
        answer = run("digests_plan", "--at", "2026-03-03T07:30Z", "--dry-run")

        assert "Would be planned: 1" in answer
        assert not Delivery.objects.exists()
        assert not DigestRun.objects.exists()

    @pytest.mark.parametrize("text", ["tomorrow", "2026-13-45T07:30"])
    def test_says_what_a_time_looks_like(self, text):
        with pytest.raises(CommandError, match="is not a time such as"):
            run("digests_plan", "--at", text)

    def test_says_so_when_the_calendar_does_not_reach_back(self):
        with pytest.raises(CommandError, match="so long ago"):
            run("digests_plan", "--at", "0001-01-01")


class TestDigestsSend:
    @pytest.mark.parametrize("most", ["0", "-5"])
    def test_says_that_no_mails_are_none(self, most):
        with pytest.raises(CommandError, match="give a number from 1 on"):
            run("digests_send", f"--most={most}")

    def test_sends_all_that_waits(self, news, outbox_dir):
        run("digests_plan", "--at", "2026-03-03T07:30")

        assert run("digests_send") == "1 sent\n"
        assert run("digests_send") == "Nothing was waiting.\n"
        assert len(messages_in(outbox_dir)) == 1


class TestDigestsStatus:
    def test_is_one_json_object(self, news):
        run("digests_plan", "--at", "2026-03-03T07:30")

        status = json.loads(run("digests_status", "--json"))

        assert status["deliveries"] == [{"cadence": "daily", "state": "planned", "mails": 1}]
        assert status["oldest_waiting"].startswith("2026-03-03T07:30")
        assert status["last_event_number"] == 1
        (shown,) = status["runs"]
        slot = {"cadence": "daily", "time": "07:30", "day": 0, "time_zone": "Europe/London"}
        assert shown == {
            **slot, "period": "2026-03-03", "state": "finished", "planned": 1,
            "skipped_empty": 0, "up_to_event": 1,
        }  # fmt: skip

    def test_says_whether_mail_moves(self, news, outbox_dir):
        run("digests_plan")
        run("digests_send")
        # What the page itself told of when it was published: no worker is here to match it.
        Event.objects.filter(seq=None).delete()

        health = json.loads(run("digests_status", "--json"))["health"]

        assert health["stalled_seconds"] == 0
        assert health["channel_resting"] is False

    def test_can_be_scraped(self, news):
        run("digests_plan", "--at", "2026-03-03T07:30")

        answer = run("digests_status", "--prometheus")

        assert 'common_practice_mails{cadence="daily",state="planned"} 1\n' in answer

    def test_can_be_read_by_people(self, news):
        run("digests_plan", "--at", "2026-03-03T07:30")

        answer = run("digests_status")

        assert "run daily 2026-03-03 07:30 Europe/London: finished, 1 planned" in answer
        assert "oldest waiting mail: 2026-03-03T07:30:00+00:00" in answer
