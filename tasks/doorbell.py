"""Wakes a worker for work that already stands in the database; a lost ring costs only time."""

from functools import partial
from typing import Any

import structlog
from celery import Task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def ring_on_commit(task: "Task[..., Any]", **arguments: Any) -> None:
    """Send the task to the broker once the transaction commits; without a broker do nothing.

    The scheduled run finds the same rows, so a broker that is down is logged and never an error
    to the person whose request this is.
    """
    if settings.CELERY_BROKER_URL:
        transaction.on_commit(partial(_ring, task, arguments))


def _ring(task: "Task[..., Any]", arguments: dict[str, Any]) -> None:
    try:
        task.apply_async(kwargs=arguments)
    except OperationalError:
        log.warning("doorbell.broker_down", task=task.name)
