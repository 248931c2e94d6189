"""The starting content, loaded once for all the tests that only read it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.factories.practices import root_page


@pytest.fixture(scope="module")
def _starting_content(django_db_setup, django_db_blocker):
    # Loading takes seconds, so the module shares it; each test's own changes are rolled back.
    with django_db_blocker.unblock(), transaction.atomic():
        root_page()
        call_command("load_starting_content", stdout=StringIO())
        yield
        transaction.set_rollback(True)
