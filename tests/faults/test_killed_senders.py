"""A sender that is killed at any point loses no mail, and doubles none that the server can show."""

import signal
from datetime import timedelta

import pytest

from portal.subscriptions.services.claiming import BATCH
from tests.faults.points import SENDER_POINTS
from tests.faults.readers import copies, owed, readers_of_news, states
from tests.faults.senders import Orders, finish, plan, send_all, settle_and_send, start
from tests.mail_server.process import MailServer

MAILS = 12
PASSAGE = 5
"""The point is passed so often before the kill; a claim takes all mails, so it is passed once."""

SEVERAL_CLAIMS = 3 * BATCH

PASSED_ONCE = {"in the claim", "after claim"}
HANDED_OVER = {"after DATA", "after 250"}
"""Where the server has the mail and the row does not say so yet."""

LATER = timedelta(minutes=10)
"""After every lease."""


@pytest.fixture
def planned(server) -> None:
    """Mails that wait to be sent."""
    readers_of_news(MAILS)
    assert finish(plan, Orders()) == 0


def kill_sender(point: str, server: MailServer) -> None:
    """Send, and be killed at the point."""
    nth = 1 if point in PASSED_ONCE else PASSAGE
    assert finish(send_all, Orders(point=point, nth=nth)) == -signal.SIGKILL
    server.come_to_rest()


@pytest.mark.parametrize("point", SENDER_POINTS)
class TestKilledSender:
    def test_loses_and_doubles_nothing_where_the_server_shows_what_it_has(
        self, planned, evidence, server, point
    ):
        kill_sender(point, server)

        assert finish(settle_and_send, Orders(ahead=LATER)) == 0

        assert copies(server) == dict.fromkeys(owed(), 1)
        assert states() == {"sent": MAILS}

    def test_loses_nothing_and_doubles_one_at_most_where_it_does_not(self, planned, server, point):
        kill_sender(point, server)

        assert finish(settle_and_send, Orders(ahead=LATER)) == 0

        # A mail handed over just before the kill, and no other, may come twice.
        received = copies(server)
        assert received.keys() == owed()
        assert received.total() - MAILS <= (point in HANDED_OVER)
        assert states() == {"sent": MAILS}


class TestSeveralAtOnce:
    def test_send_each_mail_once(self, server):
        readers_of_news(SEVERAL_CLAIMS)
        assert finish(plan, Orders()) == 0

        senders = [start(send_all, Orders()) for _ in range(3)]
        for sender in senders:
            sender.join()

        assert [sender.exitcode for sender in senders] == [0, 0, 0]
        assert copies(server) == dict.fromkeys(owed(), 1)

    def test_settle_what_a_killed_one_left_once(self, planned, evidence, server):
        kill_sender("after DATA", server)

        sweepers = [start(settle_and_send, Orders(ahead=LATER)) for _ in range(3)]
        for sweeper in sweepers:
            sweeper.join()

        assert [sweeper.exitcode for sweeper in sweepers] == [0, 0, 0]
        assert copies(server) == dict.fromkeys(owed(), 1)
        assert states() == {"sent": MAILS}
