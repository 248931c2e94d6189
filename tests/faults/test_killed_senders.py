"""A sender that is killed at any point loses no mail, and doubles none that the server can show."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.killer import POINTS
from tests.faults.rig import Outcome, Rig
from tests.mail_server.process import mail_server
from tests.portal_process import Portal, embedded_portal, real_portal
from tests.real_components import IS_REAL_STACK

MAILS = 12
PASSAGE = 5
"""The point is passed so often before the kill; a claim takes all mails, so it is passed once."""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("portal")
    if not IS_REAL_STACK:
        portal = embedded_portal(folder)
        portal.set_up()
        yield portal
        return
    with real_portal(folder, email_url="smtp://127.0.0.1:1", mail_folder=folder) as portal:
        portal.set_up()
        yield portal


@pytest.fixture
def rig(portal: Portal, tmp_path: Path) -> Iterator[Rig]:
    """A fresh server, whose folder the portal can look into."""
    folder = tmp_path / "mail"
    with mail_server(folder) as server:
        environment = {
            **portal.environment,
            "EMAIL_URL": server.url,
            "MAIL_READBACK_URL": f"folder://{folder}",
        }
        rig = Rig(replace(portal, environment=environment), server)
        rig.done("prepare", str(MAILS))
        yield rig


def without_evidence(rig: Rig) -> Rig:
    """The same portal, which cannot see what the server accepted."""
    environment = {**rig.portal.environment, "MAIL_READBACK_URL": ""}
    return replace(rig, portal=replace(rig.portal, environment=environment))


@pytest.mark.parametrize("point", POINTS)
class TestSenderKilled:
    def passage(self, point: str) -> str:
        return "1" if point == "claimed" else str(PASSAGE)

    def test_loses_and_doubles_nothing_where_the_server_shows_what_it_has(self, rig, point):
        assert rig.send("--die-at", point, "--passage", self.passage(point)) < 0
        assert rig.send() == 0

        assert rig.outcome() == Outcome(lost=[], doubled=0, states={"sent": MAILS})

    def test_loses_nothing_and_doubles_one_at_most_where_it_does_not(self, rig, point):
        blind = without_evidence(rig)
        assert blind.send("--die-at", point, "--passage", self.passage(point)) < 0
        assert blind.send() == 0

        # A mail handed over just before the kill, and no other, may come twice.
        doubled = int(point in {"data", "accepted"})
        assert blind.outcome() == Outcome(lost=[], doubled=doubled, states={"sent": MAILS})


class TestSendersKilledAtRandom:
    def test_lose_and_double_nothing(self, rig):
        rig.done("prepare", "300")
        rng = random.Random(7)  # noqa: S311 - repeatable, not secret
        for _kill in range(6):
            rig.send_and_kill(rng, longest=0.3)
        assert rig.kills > 0
        assert rig.send() == 0

        assert rig.outcome().is_exactly_once


class TestSeveralAtOnce:
    def test_send_each_mail_once(self, rig):
        rig.done("prepare", "300")
        senders = [rig.work("send") for _ in range(3)]
        for sender in senders:
            sender.communicate(timeout=120)

        assert [sender.returncode for sender in senders] == [0, 0, 0]
        assert rig.outcome().is_exactly_once

    def test_settle_what_a_killed_one_left_once(self, rig):
        rig.send("--die-at", "data", "--passage", str(PASSAGE))
        sweepers = [rig.work("send", "--ahead", "300") for _ in range(3)]
        for sweeper in sweepers:
            sweeper.communicate(timeout=120)

        assert rig.outcome().is_exactly_once
