"""The project's Celery application for a beat that ticks each second for what sends digests.

Ten times as many ticks as in production give ten times as many occasions to do something twice.
"""

from portal.celery import app

EVERY = 1.0
"""Seconds."""

TASKS = ("tasks.digests.plan_due", "tasks.digests.send_digests", "tasks.digests.sweep")

app.conf.beat_schedule = {
    name: {**app.conf.beat_schedule[name], "schedule": EVERY} for name in TASKS
}
