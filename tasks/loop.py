"""Runs the scheduled jobs in one process, without a broker: the embedded stack's worker
and beat.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog
from django.db import close_old_connections
from django.utils.module_loading import import_string

from tasks.schedule import ScheduledJob

log = structlog.get_logger(__name__)


@dataclass
class _Entry:
    job: ScheduledJob
    due_at: float = 0.0


class JobLoop:
    """Calls each job when it is due; a job that fails is logged and tried again at its
    next turn.
    """

    def __init__(self, schedule: Iterable[ScheduledJob]) -> None:
        self._entries = [_Entry(job) for job in schedule]

    def run_due(self, *, now: float) -> int:
        """Run every job due at ``now`` (seconds of a monotonic clock) and return how many ran."""
        due = [entry for entry in self._entries if entry.due_at <= now]
        for entry in due:
            run_job(entry.job)
            entry.due_at = now + entry.job.every.total_seconds()
        close_old_connections()
        return len(due)


def loops_by_queue(schedule: Iterable[ScheduledJob]) -> dict[str, JobLoop]:
    """Queue -> the loop of its jobs: as under Celery, long work in one queue holds up no other."""
    jobs = defaultdict[str, list[ScheduledJob]](list)
    for job in schedule:
        jobs[job.queue].append(job)
    return {queue: JobLoop(some) for queue, some in jobs.items()}


def run_job(job: ScheduledJob) -> bool:
    """Call one job's function in this process; False, and a log line, when it failed."""
    function: Callable[[], object] = import_string(job.task)
    try:
        function()
    except Exception:
        # The loop is the last line: whatever a job raises, the others must go on.
        log.exception("job.failed", task=job.task)
        return False
    return True
