"""The test's database at an address where other threads and processes find it too."""

import sqlite3
from collections.abc import Iterator
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
