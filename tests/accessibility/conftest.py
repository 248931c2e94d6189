"""The world served to a real browser, once for each file of tests."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.access.answers import Reader
from tests.access.world import World, open_world
from tests.accessibility.browsing import Reading, new_context, sign_in

Window = Callable[..., Reading]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """The world, in a transaction that the server's threads share with the tests.

    The embedded test database lives in memory, with one connection for all: that is what lets
    a browser see what was never committed, and lets one world do for all pages.
    """
    with (
        django_db_blocker.unblock(),
        # On a slow machine all pages take longer than the five minutes that this counts for.
        override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3_600),
        open_world(tmp_path_factory.mktemp("world")) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    """The address of the portal for this file's browser."""
    server = LiveServer("localhost")
    # A thread whose browser leaves late closes its share of the connection after the server.
    connection.inc_thread_sharing()
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def windows(browser: Browser, address: str, world: World) -> Iterator[Window]:
    """Call it with a reader, and whether our scripts run: the same window each time.

    Everybody signs in here, before the first test, because each test rolls back what it changed.
    """
    keys = {reader: sign_in(person) for reader, person in world.people.items() if person}
    opened: dict[tuple[Reader, bool], Reading] = {}

    def _window(reader: Reader, *, has_scripts: bool = True) -> Reading:
        window = (reader, has_scripts)
        if window not in opened:
            key = keys.get(reader, "")
            context = new_context(browser, address, session_key=key, has_scripts=has_scripts)
            opened[window] = Reading(context)
        opened[window].complaints.clear()
        return opened[window]

    yield _window
    for reading in opened.values():
        reading.page.context.close()
