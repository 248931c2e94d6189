"""Whatever is scheduled exists, is a task that workers know, and has a queue that they serve."""

from celery import Task
from django.conf import settings
from django.utils.module_loading import import_string

from portal.celery import app
from tasks.schedule import SCHEDULE
from tests.architecture.sources import advice


class TestSchedule:
    def test_is_not_empty(self):
        assert SCHEDULE, "Without jobs no change reaches the index and no digest is sent."

    def test_names_tasks_that_can_be_imported(self):
        found = [job.task for job in SCHEDULE if not isinstance(import_string(job.task), Task)]

        assert not found, advice("Write the dotted path of a function with @shared_task.", found)

    def test_calls_each_task_by_the_name_that_workers_know(self):
        app.loader.import_default_modules()

        found = [job.task for job in SCHEDULE if job.task not in app.tasks]

        assert not found, advice(
            "The task's name= must be its dotted path, as the schedule writes it.", found
        )

    def test_names_tasks_of_modules_that_workers_import(self):
        imported = set(settings.CELERY_IMPORTS)

        found = [job.task for job in SCHEDULE if job.task.rpartition(".")[0] not in imported]

        assert not found, advice(
            "Add the module to CELERY_IMPORTS in portal/settings/parts/celery.py.", found
        )

    def test_sends_each_job_to_a_queue_that_exists(self):
        queues = {queue.name for queue in settings.CELERY_TASK_QUEUES}

        found = [job for job in SCHEDULE if job.queue not in queues]

        assert not found, advice(
            "Use a queue of CELERY_TASK_QUEUES; no worker serves another.", found
        )

    def test_names_each_task_once(self):
        names = [job.task for job in SCHEDULE]

        assert len(names) == len(set(names)), "Beat keeps one entry for each name: merge the two."
