"""The test's database at an address where other threads and processes find it too."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def shared_database(folder: Path) -> Iterator[str]:
    """The DATABASE_URL of the test's database, for a test that commits.

    SQLite's test database is in memory and cannot be shared, so a copy of it goes to a file.
    """
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        who = f"{settings['USER']}:{settings['PASSWORD']}"
        yield f"postgres://{who}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
        return
    in_memory, name, path = connections["default"], settings["NAME"], folder / "portal.sqlite3"
    in_memory.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        in_memory.connection.backup(copy)
    settings["NAME"] = str(path)
    connections["default"] = connections.create_connection("default")
    try:
        yield f"sqlite:///{path}"
    finally:
        connections["default"].close()
        settings["NAME"] = name
        connections["default"] = in_memory


def at_once(*functions: Callable[[], object]) -> list[object]:
    """Start all together, each in a thread with a connection of its own; what each answered."""
    barrier, answers = threading.Barrier(len(functions)), [None] * len(functions)

    def run(number: int) -> None:
        barrier.wait()
        try:
            answers[number] = functions[number]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
