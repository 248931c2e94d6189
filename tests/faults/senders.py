"""Starts what plans and sends mails in processes of their own, which may kill themselves.

Each works on the database and through the mail server of the test that starts it, with its clock
set ahead: leases that a killed one left behind are over when the next one starts.
"""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from portal.subscriptions.services import planning
from tasks import digests
from tasks.management.commands import run_jobs
from tasks.schedule import ScheduledJob
from tests.faults.points import POINTS

CHUNK = 500
"""People planned in one transaction: few, so that planning thousands can be cut in the middle."""

_MAIL_SETTINGS = (
    "EMAIL_BACKEND",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "EMAIL_TIMEOUT",
    "EMAIL_OUTBOX_DIR",
    "MAIL_READBACK_URL",
)
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.faults.ready"])


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What a new process must know: where it works, how late it is there, and where it dies."""

    ahead: timedelta = timedelta()
    point: str | None = None
    nth: int = 1
    database: str = field(default_factory=lambda: str(connection.settings_dict["NAME"]))
    mail: dict[str, Any] = field(
        default_factory=lambda: {name: getattr(settings, name) for name in _MAIL_SETTINGS}
    )


def start(work: Callable[[], None], orders: Orders) -> ForkServerProcess:
    """Do this work in a new process."""
    process = _FORKS.Process(target=_work, args=(work, orders), daemon=True)
    process.start()
    return process


def finish(work: Callable[[], None], orders: Orders) -> int | None:
    """Do this work in a new process until it ends or is killed; its exit code, as of `Popen`."""
    process = start(work, orders)
    process.join()
    return process.exitcode


def send_all() -> None:
    """Send everything that waits, as an operator does."""
    call_command("digests_send")


def plan() -> None:
    """Plan what is due."""
    digests.plan_due()


def sweep() -> None:
    """Settle what was left behind."""
    digests.sweep()


def settle_and_send() -> None:
    """Plan, settle and send once more: after any kill, nothing is left then."""
    plan()
    sweep()
    send_all()


def work_as_run_jobs() -> None:
    """Do all digest jobs over and over, as `run_jobs` does, until killed."""
    jobs = [
        ScheduledJob(task=job.task, every=timedelta(), queue=job.queue)
        for job in run_jobs.SCHEDULE
        if job.task.startswith("tasks.digests.")
    ]
    with patch.object(run_jobs, "SCHEDULE", jobs):
        call_command("run_jobs")


def _work(work: Callable[[], None], orders: Orders) -> None:
    connections.databases["default"]["NAME"] = orders.database
    for name, value in orders.mail.items():
        setattr(settings, name, value)
    settings.CELERY_BROKER_URL = ""  # Work is found in the tables alone.
    real = timezone.now
    patch.object(timezone, "now", lambda: real() + orders.ahead).start()
    planning.CHUNK = CHUNK
    if orders.point:
        POINTS[orders.point].kill_here(nth=orders.nth)
    work()
