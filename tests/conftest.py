"""What every test shares: real components are used where they are, named where they are not."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from tests.factories.practices import restore_migrated_rows
from tests.migrated_database import is_made, keep, kept_database, restore
from tests.real_components import COMPONENTS, IS_CI, IS_REAL_STACK, chromium_path

# Playwright runs an event loop in the test's thread; without this Django refuses its database
# there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

TESTS = Path(__file__).parent
# These run a second time with TEST_STACK=real: PostgreSQL, Elasticsearch, Redis and SMTP.
BOTH_STACKS = (TESTS / "contracts", TESTS / "faults", TESTS / "journeys")
COMMITTING_FIXTURES = {"transactional_db", "live_server"}
REAL_STACK_ONLY = ("postgresql", "redis")

_missing: set[str] = set()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose the tests of this stack; skip, visibly, what lacks its component, and fail
    that in CI.
    """
    chosen = [item for item in items if _belongs_to_this_stack(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen
    absent = {marker for marker, component in COMPONENTS.items() if not component.is_there()}
    for item in items:
        for marker in absent.intersection(mark.name for mark in item.iter_markers()):
            _missing.add(marker)
            component = COMPONENTS[marker]
            reason = f"{component.name} is not here: {component.how_to_get}"
            item.add_marker(pytest.mark.missing_component(reason=reason))
    if not IS_REAL_STACK:
        _missing.update(absent.intersection(REAL_STACK_ONLY))


def _belongs_to_this_stack(item: pytest.Item) -> bool:
    needs_real_stack = any(item.get_closest_marker(name) for name in REAL_STACK_ONLY)
    if IS_REAL_STACK:
        return needs_real_stack or any(folder in item.path.parents for folder in BOTH_STACKS)
    return not needs_real_stack


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test without its component is skipped with the way to get it; under CI it fails."""
    marker = item.get_closest_marker("missing_component")
    if marker is not None:
        (pytest.fail if IS_CI else pytest.skip)(marker.kwargs["reason"])


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After a test that commits, whose tables are emptied, put back what migrations had made."""
    if nextitem is None:
        # The session's own fixtures end with its last test, and the database with them.
        return
    marker = item.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits or COMMITTING_FIXTURES.intersection(getattr(item, "fixturenames", ())):
        with item.config.stash[blocking_manager_key].unblock():
            restore_migrated_rows()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each real component that was not here and how to get it."""
    if _missing:
        terminalreporter.section("real components that were not here")
    for marker in sorted(_missing):
        component = COMPONENTS[marker]
        terminalreporter.write_line(f"{component.name}: {component.how_to_get}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, pytestconfig: pytest.Config
) -> None:
    """Leave the migrations out where their outcome is kept."""
    kept = kept_database(pytestconfig.cache)
    if kept and kept.exists():
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config
) -> Iterator[None]:
    """The test's database; at its end nobody else holds it, so that it can be dropped.

    A request that a closed browser left behind may still be answered by its live server then.
    """
    kept = kept_database(pytestconfig.cache)
    if kept and pytestconfig.option.nomigrations is False:
        with django_db_blocker.unblock():
            if is_made():
                (keep if connection.settings_dict["TEST"]["MIGRATE"] else restore)(kept)
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Drive the machine's own Chromium, with no call of its own to the network."""
    quiet = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        " --disable-component-update --disable-sync"
    )
    return {
        **browser_type_launch_args,
        "executable_path": chromium_path(),
        "args": quiet.split(),
    }


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Each test begins with an empty cache: rate limits and synonyms of one never reach another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def outbox_dir(tmp_path: Path, settings) -> Path:
    """An empty mail folder for this test alone."""
    settings.EMAIL_BACKEND = "portal.common.outbox.EmailBackend"
    settings.EMAIL_OUTBOX_DIR = str(tmp_path / "outbox")
    return tmp_path / "outbox"
