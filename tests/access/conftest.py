"""One world for each file of tests, and somebody of each kind to look at it."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.access.answers import Reader
from tests.access.world import World, open_world

Ask = Callable[..., HttpResponseBase]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """The world with its search index; each test rolls back what it changed, the file the rest."""
    with django_db_blocker.unblock(), open_world(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture
def ask(db, world: World) -> Ask:
    """Call it with a method, an address and a reader; what the request changes is rolled back."""

    def _ask(method: str, address: str, reader: Reader = Reader.ANONYMOUS) -> HttpResponseBase:
        # Limits count over all requests, and no reader is to pay for the one before.
        cache.clear()
        client = Client(raise_request_exception=False)
        with transaction.atomic():
            person = world.people[reader]
            if person is not None:
                client.force_login(person)
            response = client.generic(method, address)
            response.getvalue()  # A file is closed once it has been read.
            transaction.set_rollback(True)
        return response

    return _ask
