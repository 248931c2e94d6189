"""Thousands of mails whose planners, senders and sweepers are killed at random."""

import random

import pytest

from tests.faults.random_kills import kill_at_random
from tests.faults.readers import copies, owed, readers_of_news, states

MAILS = 3_000
FEWER = 1_000
KILLS = 20
SEED = 6


@pytest.fixture
def rng() -> random.Random:
    """Repeats how many mails are waited for; what the machine does then is its own affair."""
    return random.Random(SEED)  # noqa: S311 - repeatable, not secret


class TestRandomKills:
    def test_lose_and_double_nothing_where_the_receiver_shows_what_it_has(
        self, server, evidence, rng
    ):
        readers_of_news(MAILS)

        kill_at_random(server, kills=KILLS, mails=MAILS, rng=rng)

        assert len(owed()) == MAILS
        assert copies(server) == dict.fromkeys(owed(), 1)
        assert states() == {"sent": MAILS}

    def test_double_one_mail_a_kill_at_most_and_hide_none_without_evidence(self, server, rng):
        readers_of_news(FEWER)

        kill_at_random(server, kills=KILLS, mails=FEWER, rng=rng)

        received, state = copies(server), states()
        assert received.keys() <= owed()
        assert received.total() - len(received) <= KILLS
        assert FEWER - len(received) <= state.get("unknown", 0) <= KILLS
        assert state["sent"] + state.get("unknown", 0) == FEWER
