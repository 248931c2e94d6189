"""Gives up soon where a row or file is locked: for writes that nobody waits for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def short_lock_wait(milliseconds: int) -> Iterator[None]:
    """A transaction whose statements wait for others' locks for this long and no longer.

    Raises:
        OperationalError: a lock was not free in time; what the block wrote is undone.
    """
    if connection.vendor == "sqlite":
        with _sqlite_patience(milliseconds), transaction.atomic():
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{milliseconds}ms"])
        yield
        cursor.execute("SELECT set_config('lock_timeout', '0', true)")


@contextmanager
def _sqlite_patience(milliseconds: int) -> Iterator[None]:
    # SQLite waits at BEGIN already, so this comes before the transaction.
    usual = round(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1_000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")
