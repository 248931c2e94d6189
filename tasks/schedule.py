"""What runs how often, on both stacks: beat sends these names, `run_jobs` calls the
same functions.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class ScheduledJob:
    """One repeated job; each is harmless when run late, twice or by two processes at once."""

    task: str
    """Dotted path of a Celery task that takes no argument."""
    every: timedelta
    queue: str


SCHEDULE: tuple[ScheduledJob, ...] = (
    ScheduledJob(task="tasks.indexing.drain_outbox", every=timedelta(seconds=1), queue="index"),
    # Both read every practice, so they keep out of the way of what was just published.
    ScheduledJob(
        task="tasks.indexing.verify_index", every=timedelta(hours=1), queue="housekeeping"
    ),
    ScheduledJob(task="tasks.indexing.queue_aged", every=timedelta(hours=6), queue="housekeeping"),
    ScheduledJob(
        task="tasks.embedding.make_embeddings", every=timedelta(seconds=15), queue="housekeeping"
    ),
    ScheduledJob(task="tasks.digests.match_events", every=timedelta(seconds=5), queue="digest"),
    ScheduledJob(task="tasks.digests.sequence", every=timedelta(seconds=5), queue="digest"),
    ScheduledJob(task="tasks.digests.plan_due", every=timedelta(seconds=30), queue="digest"),
    ScheduledJob(
        task="tasks.digests.send_transactional", every=timedelta(seconds=5), queue="transactional"
    ),
    ScheduledJob(
        task="tasks.notices.plan_notices", every=timedelta(seconds=5), queue="transactional"
    ),
    ScheduledJob(
        task="tasks.notices.write_reminders", every=timedelta(hours=6), queue="housekeeping"
    ),
    ScheduledJob(task="tasks.digests.send_notices", every=timedelta(seconds=5), queue="immediate"),
    ScheduledJob(
        task="tasks.digests.send_immediate", every=timedelta(seconds=10), queue="immediate"
    ),
    ScheduledJob(task="tasks.digests.send_digests", every=timedelta(seconds=10), queue="digest"),
    ScheduledJob(task="tasks.digests.sweep", every=timedelta(seconds=30), queue="recovery"),
    ScheduledJob(task="tasks.digests.purge", every=timedelta(hours=1), queue="housekeeping"),
    ScheduledJob(task="tasks.drafts.forget_drafts", every=timedelta(hours=6), queue="housekeeping"),
    ScheduledJob(task="tasks.demand.forget_demand", every=timedelta(hours=6), queue="housekeeping"),
    # Often, so that a new tender is matched at once; the others are due once a night.
    ScheduledJob(task="tasks.matching.rematch", every=timedelta(seconds=5), queue="rematch"),
    ScheduledJob(task="tasks.matching.value", every=timedelta(seconds=2), queue="rematch"),
    ScheduledJob(task="tasks.matching.widen", every=timedelta(seconds=2), queue="rematch"),
    ScheduledJob(
        task="tasks.matching.solve_requested", every=timedelta(seconds=2), queue="matching"
    ),
    ScheduledJob(
        task="tasks.matching.answer_question", every=timedelta(seconds=2), queue="matching"
    ),
    ScheduledJob(task="tasks.imports.read_feeds", every=timedelta(seconds=30), queue="imports"),
    ScheduledJob(task="tasks.matching.complete_team", every=timedelta(seconds=2), queue="matching"),
    ScheduledJob(task="tasks.matching.free_places", every=timedelta(minutes=1), queue="matching"),
)


def beat_schedule() -> dict[str, dict[str, object]]:
    """The schedule in Celery beat's own form; seconds between runs, never a crontab
    (celery#10107).
    """
    return {
        job.task: {
            "task": job.task,
            "schedule": job.every.total_seconds(),
            "options": {"queue": job.queue, "expires": job.every.total_seconds() * 2},
        }
        for job in SCHEDULE
    }
