"""A mail that kills whoever sends it takes no other mail along, and is parked in the end."""

import signal
from datetime import timedelta

import pytest

from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.sweeping import MOST_ABANDONED
from tests.faults.readers import copies, owed, readers_of_news, states
from tests.faults.senders import Orders, finish, plan, send_all, sweep

PEOPLE = 4
POISON = "by the first reader's mail"
LEASE = timedelta(minutes=10)


@pytest.fixture
def planned(server) -> None:
    """Mails of which the first kills its sender."""
    readers_of_news(PEOPLE)
    assert finish(plan, Orders()) == 0


def kill_next_sender(number: int) -> None:
    """Settle what the one before left, and see the next one die of the same mail."""
    ahead = LEASE * number
    assert finish(sweep, Orders(ahead=ahead)) == 0
    assert finish(send_all, Orders(ahead=ahead, point=POISON)) == -signal.SIGKILL


class TestMailThatKillsItsSender:
    def test_lets_all_others_be_sent(self, planned, server):
        for number in range(3):
            kill_next_sender(number)

        poison = Delivery.objects.get(subscriber__email="reader0@example.org")
        assert states() == {"sent": PEOPLE - 1, "claimed": 1}
        assert copies(server) == dict.fromkeys(owed() - {message_id_of(poison)}, 1)

    def test_is_parked_where_staff_see_it(self, planned, server):
        for number in range(MOST_ABANDONED):
            kill_next_sender(number)
        assert finish(sweep, Orders(ahead=LEASE * MOST_ABANDONED)) == 0

        assert states() == {"sent": PEOPLE - 1, "failed": 1}
