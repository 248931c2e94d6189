"""Keeps SQLite's migrated tables between test runs: making them takes most of a minute.

They are kept under a key made from every migration and from the pinned packages: where one of them
changes, and in a fresh clone, the migrations run as ever.
"""

import hashlib
import inspect
import os
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.loader import MigrationLoader

REQUIREMENTS = Path(__file__).parents[1] / "requirements.txt"


def is_made() -> bool:
    """Whether there is a test's database: pytest-django makes none where no test asks for one."""
    return bool(connection.introspection.table_names())


def kept_database(cache: pytest.Cache) -> Path | None:
    """Where the tables of today's migrations are or will be kept; None for any other database."""
    if connection.vendor != "sqlite":
        return None
    return cache.mkdir("migrated") / f"{_key()}.sqlite3"


def restore(kept: Path) -> None:
    """Put the kept tables and rows in place of what the test's database holds."""
    connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connection.connection)
    # Their primary keys were others in the tables that made way.
    ContentType.objects.clear_cache()


def keep(kept: Path) -> None:
    """Keep what the test's database holds, and nothing of earlier migrations."""
    for outdated in kept.parent.glob("*.sqlite3"):
        outdated.unlink(missing_ok=True)
    # Workers may keep at the same time: whoever renames last wins, and both hold the same.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.connection.backup(copy)
    unfinished.rename(kept)


def _key() -> str:
    digest = hashlib.sha256(REQUIREMENTS.read_bytes())
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    for module in sorted({type(migration).__module__ for migration in migrations.values()}):
        digest.update(Path(inspect.getfile(import_module(module))).read_bytes())
    return digest.hexdigest()
