"""Planners and sweepers that are killed, and senders whose mail is accepted after their death."""

import signal
from datetime import timedelta

import pytest

from portal.subscriptions.models import Subscription
from tests.faults.points import PLANNER_POINTS, SWEEPER_POINTS
from tests.faults.readers import copies, owed, readers_of_news, states
from tests.faults.senders import Orders, finish, plan, send_all, settle_and_send, sweep
from tests.mail_server.modes import Mode

PEOPLE = 4
LATER = timedelta(minutes=10)
"""After every lease."""


def kill(work, point, **orders) -> None:
    """Start the work and see it die at the point."""
    assert finish(work, Orders(point=point, **orders)) == -signal.SIGKILL


def recover(ahead=LATER) -> None:
    """What the scheduled jobs do once the lease of the killed is over."""
    assert finish(settle_and_send, Orders(ahead=ahead)) == 0


@pytest.fixture
def planned(server) -> None:
    """Mails that wait to be sent."""
    readers_of_news(PEOPLE)
    assert finish(plan, Orders()) == 0


class TestKilledPlanner:
    @pytest.mark.parametrize("point", PLANNER_POINTS)
    def test_leaves_nobody_out_and_owes_nobody_two_mails(self, server, point):
        readers_of_news(PEOPLE)
        kill(plan, point)

        recover(ahead=timedelta())

        assert len(owed()) == PEOPLE
        assert copies(server) == dict.fromkeys(owed(), 1)
        assert set(Subscription.objects.values_list("cursor_seq", flat=True)) == {1}


class TestKilledSender:
    def test_doubles_nothing_that_was_accepted_after_its_death(self, planned, evidence, server):
        server.behave(Mode.ACCEPT_ONCE_SENDER_IS_GONE)
        kill(send_all, "after DATA")
        assert [server.next_line(), server.next_line()] == ["seen", "accepted"]
        server.behave(Mode.ACCEPT)

        recover()

        assert copies(server) == dict.fromkeys(owed(), 1)

    def test_lets_its_mails_alone_until_its_lease_is_over(self, planned, evidence, server):
        kill(send_all, "after handing")

        recover(ahead=timedelta())

        assert states() == {"handing": 1, "claimed": PEOPLE - 1}
        assert copies(server) == {}


class TestKilledSweeper:
    @pytest.mark.parametrize("sender_point", ["after claim", "after 250"])
    @pytest.mark.parametrize("point", SWEEPER_POINTS)
    def test_leaves_each_mail_settled_or_to_the_next_sweeper(
        self, planned, evidence, server, sender_point, point
    ):
        kill(send_all, sender_point)
        kill(sweep, point, ahead=LATER)

        recover()

        assert copies(server) == dict.fromkeys(owed(), 1)
        assert states() == {"sent": PEOPLE}
