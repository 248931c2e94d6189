"""Tasks bear a worker that is killed and a broker that loses, doubles or delays messages."""

import ast
import inspect

import pytest
from celery import Task
from django.conf import settings

from portal.celery import app
from tasks.digests import SEND_SECONDS
from tasks.schedule import beat_schedule
from tests.architecture.sources import advice, at, name_of, source_modules, tree_of

POSTPONING = {"countdown", "eta"}


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    """The portal's own tasks."""
    app.loader.import_default_modules()
    return [task for name, task in app.tasks.items() if name.startswith("tasks.")]


def _limit(task: Task) -> float:
    return task.time_limit or settings.CELERY_TASK_TIME_LIMIT


class TestTask:
    def test_takes_nothing_but_ids_and_ranges(self, tasks):
        found = [
            f"{task.name}({parameter})"
            for task in tasks
            for parameter in inspect.signature(task.run).parameters.values()
            if parameter.annotation is not int
        ]

        assert tasks
        assert not found, advice(
            "A message may be late: pass ids, and read the rest from the tables.", found
        )

    def test_is_acknowledged_only_once_it_is_done(self, tasks):
        assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
        assert [task.name for task in tasks if not task.acks_late] == []

    def test_keeps_no_result(self, tasks):
        assert [task.name for task in tasks if not task.ignore_result] == []

    def test_is_ended_before_redis_gives_its_message_to_another_worker(self, tasks):
        timeout = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]

        assert [task.name for task in tasks if _limit(task) >= timeout] == []

    def test_is_told_to_end_before_it_is_killed(self, tasks):
        soft = settings.CELERY_TASK_SOFT_TIME_LIMIT

        assert [t.name for t in tasks if (t.soft_time_limit or soft) >= _limit(t)] == []

    def test_is_never_sent_for_later(self):
        found = [
            at(path, node.lineno)
            for path in source_modules()
            if name_of(path).startswith("tasks/")
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Call)
            and POSTPONING.intersection(keyword.arg or "" for keyword in node.keywords)
        ]

        assert not found, advice(
            "Redis delivers such a message again after the visibility timeout: keep the time in "
            "the row.",
            found,
        )


class TestWorker:
    def test_takes_one_message_at_a_time(self):
        assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1

    def test_may_finish_a_run_of_the_sender_when_it_is_told_to_stop(self):
        assert settings.CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT > SEND_SECONDS

    def test_takes_what_somebody_waits_for_first(self):
        order = ["transactional", "immediate", "recovery", "digest", "housekeeping"]
        queues = [queue.name for queue in settings.CELERY_TASK_QUEUES]

        assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["queue_order_strategy"] == "priority"
        assert [name for name in queues if name in order] == order


class TestBeat:
    def test_only_ticks(self):
        entries = beat_schedule().values()

        assert [entry for entry in entries if {"args", "kwargs"} & entry.keys()] == []
        # Seconds, never a time of day: whether a digest is due is read from the tables.
        assert {type(entry["schedule"]) for entry in entries} == {float}
