"""Waking a worker: only for work that is committed, and never at the cost of the request."""

import pytest
from celery import Celery
from django.db import transaction
from kombu.simple import Empty

from tasks.doorbell import ring_on_commit

pytestmark = pytest.mark.django_db

NOBODY = "redis://127.0.0.1:9/0"
"""The discard port: no broker answers there."""


def application(broker: str) -> Celery:
    app = Celery("doorbell", broker=broker, set_as_current=False)
    app.conf.task_publish_retry = False
    app.conf.broker_transport_options = {"socket_connect_timeout": 1}
    return app


@pytest.fixture
def app(settings):
    settings.CELERY_BROKER_URL = "memory://"
    return application("memory://")


@pytest.fixture
def bell(app):
    """A task, and a way to count its messages."""

    @app.task(name="bell")
    def ring(number: int) -> None:
        raise AssertionError(number)

    return ring


def messages(app: Celery) -> list[dict[str, int]]:
    found = []
    with app.connection() as connection, connection.SimpleQueue("celery") as queue:
        while True:
            try:
                message = queue.get(block=False)
            except Empty:
                return found
            message.ack()
            found.append(message.payload[1])


class TestRingOnCommit:
    def test_sends_the_task_once_the_work_is_committed(
        self, app, bell, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            ring_on_commit(bell, number=7)
            assert messages(app) == []

        assert messages(app) == [{"number": 7}]

    def test_sends_nothing_for_work_that_was_rolled_back(
        self, app, bell, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            ring_on_commit(bell, number=7)
            transaction.set_rollback(True)

        assert messages(app) == []

    def test_does_nothing_without_a_broker(
        self, bell, settings, django_capture_on_commit_callbacks
    ):
        settings.CELERY_BROKER_URL = ""

        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            ring_on_commit(bell, number=7)

        assert callbacks == []

    def test_bears_a_broker_that_is_down(self, settings, django_capture_on_commit_callbacks):
        settings.CELERY_BROKER_URL = NOBODY

        @application(NOBODY).task(name="silent")
        def silent() -> None:
            raise AssertionError

        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            ring_on_commit(silent)

        assert len(callbacks) == 1
