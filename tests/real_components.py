"""Which real components are on this machine, and how to get the ones that are not."""

import os
import shlex
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ENVIRONMENT_FILE = Path(__file__).parents[1] / "var" / "services" / "env"


def load_environment() -> None:
    """Take the addresses that `python -m tests.services start` wrote, where the environment has
    none.
    """
    if ENVIRONMENT_FILE.exists():
        for line in ENVIRONMENT_FILE.read_text(encoding="utf-8").splitlines():
            name, _separator, value = line.partition("=")
            os.environ.setdefault(name, shlex.split(value)[0])


load_environment()
IS_CI = os.environ.get("CI") == "true"
IS_REAL_STACK = os.environ.get("TEST_STACK") == "real"


def _answers(variable: str) -> bool:
    address = urlsplit(os.environ.get(variable, ""))
    if not address.hostname or not address.port:
        return False
    try:
        with socket.create_connection((address.hostname, address.port), timeout=2):
            return True
    except OSError:
        return False


def chromium_path() -> str:
    """The browser that the browser tests drive."""
    return os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")


@dataclass(frozen=True, kw_only=True)
class Component:
    """One real component that some tests need."""

    name: str
    how_to_get: str
    is_there: Callable[[], bool]


COMPONENTS = {
    "elasticsearch": Component(
        name="Elasticsearch",
        how_to_get="install Java 17 and Maven, then: python -m tests.services start",
        is_there=lambda: _answers("TEST_ELASTICSEARCH_URL"),
    ),
    "postgresql": Component(
        name="PostgreSQL",
        how_to_get="install the package postgresql, then: python -m tests.services start",
        is_there=lambda: _answers("TEST_DATABASE_URL"),
    ),
    "redis": Component(
        name="Redis",
        how_to_get="install the package redis-server, then: python -m tests.services start",
        is_there=lambda: _answers("TEST_REDIS_URL"),
    ),
    "browser": Component(
        name="Chromium",
        how_to_get="install the package chromium, or set CHROMIUM_PATH",
        is_there=lambda: Path(chromium_path()).exists(),
    ),
}
"""Marker -> component."""
