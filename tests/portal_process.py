"""A whole portal in processes of its own, on either stack, for tests that need the real
thing running.
"""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from elasticsearch import Elasticsearch
from psycopg import sql

REPOSITORY = Path(__file__).parents[1]
QUEUES = "transactional,immediate,recovery,index,digest,housekeeping,matching,rematch,imports"
# Content and index: what the compose file's seed does, and the example market. Without the example
# network, so that a test has the people that it makes, and no others.
SET_UP = (
    ["migrate", "--verbosity", "0"],
    ["collectstatic", "--noinput", "--verbosity", "0"],
    ["load_starting_content"],
    ["load_example_market"],
    ["load_synonyms"],
    ["search", "rebuild"],
)


@dataclass(frozen=True)
class Portal:
    """One portal; ``environment`` is all that its processes know."""

    environment: dict[str, str]

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one management command to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )

    def set_up(self) -> None:
        """Make tables, content and index, or fail with what the command said."""
        for command in SET_UP:
            done = self.manage(*command)
            assert done.returncode == 0, f"{command}: {done.stderr[-2000:]}"

    @contextmanager
    def running(self, *commands: list[str]) -> Iterator[None]:
        """Keep these programs running while the block lasts."""
        processes = [
            subprocess.Popen(
                [sys.executable, *command],
                cwd=REPOSITORY,
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for command in commands
        ]
        try:
            yield
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=60)


def _environment(folder: Path, **values: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "SECRET_KEY": "tests-only-0123456789abcdefghijklmnopqrstuvwxyz-0123456789",
        "SITE_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": "localhost",
        "DATA_DIR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "DEFAULT_FROM_EMAIL": "Common Practice <hello@example.org>",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_FORMAT": "console",
        **values,
    }


def embedded_portal(folder: Path) -> Portal:
    """The portal of `make demo`, with everything in the folder."""
    return Portal(
        _environment(
            folder,
            DJANGO_SETTINGS_MODULE="portal.settings.dev",
            DATABASE_URL=f"sqlite:///{folder / 'portal.sqlite3'}",
            SEARCH_ENGINE_URL=f"tantivy://{folder / 'search'}",
            CACHE_URL=f"filecache://{folder / 'cache'}",
            EMAIL_URL=f"outbox://{folder / 'outbox'}",
        )
    )


def production_portal(folder: Path, **addresses: str) -> Portal:
    """A portal in production settings that finds everything else at these addresses."""
    return Portal(
        _environment(folder, DJANGO_SETTINGS_MODULE="portal.settings.production", **addresses)
    )


@contextmanager
def real_portal(folder: Path, *, email_url: str, mail_folder: Path) -> Iterator[Portal]:
    """The portal of docker-compose.yml in production settings, with a database of its own."""
    name = f"portal_{uuid.uuid4().hex[:12]}"
    server = os.environ["TEST_DATABASE_URL"]
    elasticsearch = os.environ["TEST_ELASTICSEARCH_URL"]
    _execute(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield production_portal(
            folder,
            DATABASE_URL=f"{server.rsplit('/', 1)[0]}/{name}",
            SEARCH_ENGINE_URL=elasticsearch,
            SEARCH_INDEX_PREFIX=name,
            CELERY_BROKER_URL=f"{os.environ['TEST_REDIS_URL'].rsplit('/', 1)[0]}/7",
            CACHE_URL=f"{os.environ['TEST_REDIS_URL'].rsplit('/', 1)[0]}/8",
            EMAIL_URL=email_url,
            MAIL_READBACK_URL=f"folder://{mail_folder}",
        )
    finally:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        _execute(server, statement.format(sql.Identifier(name)))
        with Elasticsearch(elasticsearch) as client:
            for index in client.indices.get(index=f"{name}*"):
                client.indices.delete(index=index)


def _execute(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
