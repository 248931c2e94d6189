"""The background jobs that keep the index in step."""

import pytest
from django.utils import timezone

from search.engines.choice import current_engine
from search.models import OutboxEntry
from search.port import Change
from search.services import drain_outbox as draining
from search.services.rebuild_index import rebuild_index
from tasks import indexing
from tasks.loop import run_job
from tasks.schedule import SCHEDULE
from tests.factories.practices import PracticePageFactory
from tests.factories.search import plan

pytestmark = pytest.mark.django_db
OF_THE_INDEX = [job for job in SCHEDULE if job.task.startswith("tasks.indexing.")]


@pytest.fixture
def engine(tmp_path, settings):
    settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    engine = current_engine()
    rebuild_index(at=timezone.now(), engine=engine)
    return engine


def total(engine):
    return engine.search(plan()).total


class TestDrainOutbox:
    def test_brings_a_published_practice_into_the_index(self, engine):
        PracticePageFactory()

        indexing.drain_outbox()

        assert total(engine) == 1

    def test_works_off_a_backlog_of_several_batches(self, engine, monkeypatch):
        monkeypatch.setattr(draining, "BATCH", 2)
        monkeypatch.setattr(draining.drain_outbox, "__kwdefaults__", {"engine": None, "limit": 2})
        for _number in range(5):
            PracticePageFactory()

        indexing.drain_outbox()

        assert total(engine) == 5

    def test_raises_nothing_while_the_engine_is_down_and_catches_up_after(
        self, engine, settings, time_machine
    ):
        time_machine.move_to(timezone.now(), tick=False)
        up = settings.SEARCH_ENGINE_URL
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"
        PracticePageFactory()
        time_machine.shift(1)

        indexing.drain_outbox()
        assert OutboxEntry.objects.pending().count() == 1

        settings.SEARCH_ENGINE_URL = up
        time_machine.shift(3)
        indexing.drain_outbox()
        assert total(engine) == 1

    def test_is_rung_when_a_change_commits(
        self, engine, settings, django_capture_on_commit_callbacks
    ):
        settings.CELERY_BROKER_URL = "memory://"

        with django_capture_on_commit_callbacks() as callbacks:
            PracticePageFactory()

        rung = {callback.args[0].name for callback in callbacks if hasattr(callback, "args")}
        assert "tasks.indexing.drain_outbox" in rung


class TestVerifyIndex:
    def test_queues_what_the_index_lacks(self, engine):
        practice = PracticePageFactory()
        indexing.drain_outbox()
        engine.apply([Change(id=str(practice.pk), version=99)])

        indexing.verify_index()
        indexing.drain_outbox()

        assert total(engine) == 1

    def test_leaves_a_resting_engine_in_peace(self, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        indexing.verify_index()


class TestSchedule:
    @pytest.mark.parametrize("job", OF_THE_INDEX, ids=lambda job: job.task)
    def test_names_a_task_that_runs_without_arguments(self, engine, job):
        assert run_job(job)

    def test_drains_every_second(self):
        (drain,) = (job for job in SCHEDULE if job.task == "tasks.indexing.drain_outbox")

        assert drain.every.total_seconds() == 1
        assert drain.queue == "index"
