"""A portal, a mail server that keeps a log, and senders that are killed."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.mail_server.process import MailServer
from tests.portal_process import REPOSITORY, Portal

LEASES_OVER = 300
"""Seconds; every lease of a sender is shorter."""


@dataclass
class Rig:
    """What a test kills and counts in."""

    portal: Portal
    server: MailServer
    kills: int = 0

    def work(self, *command: str) -> "subprocess.Popen[str]":
        """Start one piece of work."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.work", *command],
            cwd=REPOSITORY,
            env=self.portal.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def done(self, *command: str) -> str:
        """Run one piece of work to its end; what it printed."""
        process = self.work(*command)
        output, _errors = process.communicate(timeout=120)
        assert process.returncode == 0, command
        return output

    def send(self, *options: str) -> int:
        """Send in a process of its own; how it ended, negative for a signal.

        Each start sets the clock further ahead, so that what the last one held is free again.
        """
        process = self.work("send", "--ahead", str(self.kills * LEASES_OVER), *options)
        process.communicate(timeout=240)
        if process.returncode == -signal.SIGKILL:
            self.kills += 1
        return process.returncode

    def send_and_kill(self, rng: random.Random, *, longest: float) -> None:
        """Start a sender and kill it at some moment after its first mail."""
        known = len(self.server.message_ids)
        process = self.work("send", "--ahead", str(self.kills * LEASES_OVER))
        deadline = time.monotonic() + 60
        while process.poll() is None and len(self.server.message_ids) == known:
            assert time.monotonic() < deadline, "the sender sent nothing"
        try:
            process.wait(timeout=rng.uniform(0, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            self.kills += 1
        process.communicate()

    def outcome(self) -> "Outcome":
        """What became of every mail, by the log of the server and the tables of the portal."""
        report: dict[str, Any] = json.loads(self.done("report"))
        accepted = Counter(self.server.message_ids)
        return Outcome(
            lost=sorted(set(report["ids"]) - accepted.keys()),
            doubled=sum(copies - 1 for copies in accepted.values()),
            states=report["states"],
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Message-IDs that the server never accepted, how many it accepted too many, and states."""

    lost: list[str]
    doubled: int
    states: dict[str, int]

    @property
    def is_exactly_once(self) -> bool:
        """Whether every mail was accepted once."""
        return not self.lost and not self.doubled
