"""Celery workers and beats as processes of their own, with a broker that may fail them."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone

from portal.subscriptions.enums import LEASED_STATES, WAITING_STATES
from portal.subscriptions.models import Delivery
from tests.faults.private_redis import private_redis
from tests.mail_server.modes import Mode
from tests.mail_server.process import MailServer
from tests.portal_process import QUEUES, REPOSITORY, Portal
from tests.services.processes import ServiceError

PATIENCE = 240
"""Seconds until mails that do not move fail the test; never waited for otherwise."""

MOMENT = 0.05
"""Seconds; between the mail that was waited for and the kill, and from one look to the next."""

WHOLE = 10
"""Kills; starting a worker takes seconds, forking a child of it none."""

SLOW_SHARE = 0.5
"""Of the rounds; a slow server has accepted a mail long before it says so."""


class Program:
    """One command whose whole process group can be killed, and started again."""

    def __init__(self, command: list[str], portal: Portal, log: Path) -> None:
        self._command, self._portal, self.log = command, portal, log
        self.start()

    def start(self) -> None:
        """Run the command."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "celery", *self._command],
                cwd=REPOSITORY,
                env=self._portal.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def kill(self, *, after: float = 0.0) -> None:
        """End the process and all its children at once, as `kill -9` does, so many seconds later.

        Harmless twice.
        """
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(after)
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def kill_children(self, *, after: float = 0.0) -> None:
        """Kill those who do the work, so many seconds later; their parent rests until `go_on`."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(after)
        parent = self._process.pid
        os.kill(parent, signal.SIGSTOP)
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        for child in children.split():
            os.kill(int(child), signal.SIGKILL)

    def go_on(self) -> None:
        """Let a parent whose children were killed see it, and fork others."""
        os.kill(self._process.pid, signal.SIGCONT)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Return once it is so; raises ServiceError when it takes longer than PATIENCE.

        If the program ends by itself it is started again, as docker-compose.yml does: kombu 5.7
        gives up when Redis is gone twice in a moment while messages are in hand.
        """
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > deadline:
                raise ServiceError(f"not so after {PATIENCE} seconds: read {self.log}")
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(MOMENT)
                self.start()


@dataclass
class CeleryStack:
    """The worker and beat of docker-compose.yml on one portal; all end with the block."""

    portal: Portal
    folder: Path
    concurrency: int = 2
    programs: list[Program] = field(default_factory=list)

    def start_worker(self) -> Program:
        """A worker of every queue that forks its children."""
        options = [f"--queues={QUEUES}", f"--concurrency={self.concurrency}", "--loglevel=INFO"]
        return self._start(["--app=portal.celery", "worker", *options])

    def start_beat(self) -> Program:
        """A beat of its own schedule file, as on a second machine."""
        schedule = self.folder / f"beat-{len(self.programs)}"
        return self._start(
            ["--app=tests.faults.quick_beat", "beat", f"--schedule={schedule}", "--pidfile="]
        )

    def _start(self, command: list[str]) -> Program:
        log = self.folder / f"program-{len(self.programs)}.log"
        self.programs.append(Program(command, self.portal, log))
        return self.programs[-1]


@contextmanager
def celery_stack(portal: Portal, folder: Path, *, concurrency: int = 2) -> Iterator[CeleryStack]:
    """A stack with nothing running yet."""
    stack = CeleryStack(portal, folder, concurrency)
    try:
        yield stack
    finally:
        for program in stack.programs:
            program.kill()


def let_leases_end() -> None:
    """As if minutes had passed: only for mails whose holders are all dead."""
    Delivery.objects.filter(state__in=LEASED_STATES).update(lease_until=timezone.now())


def is_all_settled() -> bool:
    """Nothing is held by a sender or waits for one."""
    return not Delivery.objects.filter(state__in=(*LEASED_STATES, *WAITING_STATES)).exists()


def kill_lone_sender_at_random(
    portal: Portal, server: MailServer, *, kills: int, mails: int, rng: random.Random
) -> None:
    """Let a worker with one child and a Redis of its own send ``mails`` mails, and kill it."""
    folder = server.folder.parent
    with private_redis(folder / "redis") as redis_server:
        portal.environment["CELERY_BROKER_URL"] = f"{redis_server.url}/0"
        with celery_stack(portal, folder, concurrency=1) as stack:
            stack.start_beat()
            worker = stack.start_worker()
            kill_worker_at_random(worker, server, kills=kills, mails=mails, rng=rng)
            worker.wait_until(is_all_settled)


def kill_worker_at_random(
    worker: Program, server: MailServer, *, kills: int, mails: int, rng: random.Random
) -> None:
    """Kill senders so many times on the way to ``mails`` mails; leave the worker running.

    One kill in `WHOLE` takes the whole worker, which is started again.
    """
    most = mails // kills
    for number in range(kills):
        server.behave(Mode.SLOW if rng.random() < SLOW_SHARE else Mode.ACCEPT)
        for _mail in range(rng.randint(1, most)):
            server.next_line()
        is_whole, moment = number % WHOLE == 0, rng.random() * MOMENT
        worker.kill(after=moment) if is_whole else worker.kill_children(after=moment)
        server.hear_out()
        let_leases_end()
        worker.start() if is_whole else worker.go_on()
    server.behave(Mode.ACCEPT)
