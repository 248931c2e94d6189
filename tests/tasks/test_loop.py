"""The embedded stack's worker: each job at its turn, none stopped by another."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tasks.loop import JobLoop, loops_by_queue, run_job
from tasks.schedule import SCHEDULE, ScheduledJob

pytestmark = pytest.mark.django_db

CALLS: list[str] = []


def tick() -> None:
    CALLS.append("tick")


def fail() -> None:
    CALLS.append("fail")
    raise RuntimeError


@pytest.fixture(autouse=True)
def _no_calls():
    CALLS.clear()


def job(function, seconds: float = 10) -> ScheduledJob:
    return ScheduledJob(
        task=f"{__name__}.{function.__name__}", every=timedelta(seconds=seconds), queue="digest"
    )


class TestRunDue:
    def test_runs_everything_at_first(self):
        assert JobLoop([job(tick), job(tick, 60)]).run_due(now=0) == 2

    def test_runs_each_job_again_after_its_own_time(self):
        loop = JobLoop([job(tick, 10), job(fail, 60)])
        loop.run_due(now=0)
        CALLS.clear()

        ran = [loop.run_due(now=now) for now in (9.9, 10, 19.9, 20, 60)]

        assert ran == [0, 1, 0, 1, 2]
        assert CALLS == ["tick", "tick", "tick", "fail"]

    def test_catches_up_once_after_a_long_pause(self):
        loop = JobLoop([job(tick)])
        loop.run_due(now=0)

        assert loop.run_due(now=1_000) == 1
        assert loop.run_due(now=1_001) == 0

    def test_goes_on_after_a_job_that_fails(self):
        JobLoop([job(fail), job(tick)]).run_due(now=0)

        assert CALLS == ["fail", "tick"]


class TestLoopsByQueue:
    def test_gives_each_queue_a_turn_of_its_own(self):
        slow = replace(job(fail), queue="housekeeping")

        loops = loops_by_queue([job(tick), slow, job(tick, 60)])

        assert {queue: loop.run_due(now=0) for queue, loop in loops.items()} == {
            "digest": 2,
            "housekeeping": 1,
        }

    def test_keeps_what_reads_every_practice_from_what_was_just_published(self):
        queues = {entry.task: entry.queue for entry in SCHEDULE}

        assert queues["tasks.indexing.drain_outbox"] != queues["tasks.indexing.verify_index"]


class TestRunJobs:
    def test_runs_every_job_of_the_schedule_once_when_asked(self, settings, tmp_path, outbox_dir):
        settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
        output = StringIO()

        call_command("run_jobs", "--once", stdout=output)

        assert output.getvalue() == f"{len(SCHEDULE)} jobs ran.\n"


class TestRunJob:
    def test_says_whether_the_job_failed(self):
        assert run_job(job(tick)) is True
        assert run_job(job(fail)) is False
