"""The list of real components that tests can use, and what can be done with each."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.services import (
    chromium_browser,
    elasticsearch_server,
    postgresql_server,
    redis_server,
)


@dataclass(frozen=True)
class Component:
    """One real component: the variable that tells tests where it is, and its verbs."""

    name: str
    variable: str
    packages: tuple[str, ...]
    find: Callable[[], object]
    start: Callable[[], str]
    stop: Callable[[], bool]
    is_running: Callable[[], bool]


COMPONENTS = (
    Component(
        name="PostgreSQL",
        variable="TEST_DATABASE_URL",
        packages=("postgresql",),
        find=postgresql_server.find,
        start=postgresql_server.start,
        stop=postgresql_server.stop,
        is_running=postgresql_server.is_running,
    ),
    Component(
        name="Redis",
        variable="TEST_REDIS_URL",
        packages=("redis-server",),
        find=redis_server.find,
        start=redis_server.start,
        stop=redis_server.stop,
        is_running=redis_server.is_running,
    ),
    Component(
        name="Elasticsearch",
        variable="TEST_ELASTICSEARCH_URL",
        packages=("default-jdk-headless", "maven"),
        find=elasticsearch_server.find,
        start=elasticsearch_server.start,
        stop=elasticsearch_server.stop,
        is_running=elasticsearch_server.is_running,
    ),
    Component(
        name="Chromium",
        variable="CHROMIUM_PATH",
        packages=("chromium", "fonts-liberation"),
        find=chromium_browser.find,
        start=chromium_browser.find,
        stop=chromium_browser.stop,
        is_running=chromium_browser.is_installed,
    ),
)
