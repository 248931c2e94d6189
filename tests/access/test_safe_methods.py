"""Looking at a page changes nothing: links are followed by scanners, previews and crawlers."""

import re

import pytest
from django.db import connection

from tests.access.answers import Reader
from tests.access.table import TABLE

WRITE = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
# Who is signed in, since when and where is kept on the way; it is not what the page is about.
SESSIONS = re.compile(r"\b(django_session|usersessions_usersession|users_user)\b")
ADMIN = ("cms/", "django-admin/")
PAGES = [row for row in TABLE if not row.route.startswith(ADMIN)]


@pytest.fixture
def written(ask):
    """Call it like `ask`; it returns the statements that wrote something about the portal."""

    def _written(*request):
        statements = []

        def _listen(execute, sql, params, many, context):
            if WRITE.match(sql) and not SESSIONS.search(sql):
                statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(_listen):
            ask(*request)
        return statements

    return _written


class TestGet:
    @pytest.mark.parametrize("row", PAGES, ids=str)
    def test_writes_nothing(self, written, world, row):
        address = world.address(row)

        statements = [text for reader in Reader for text in written("GET", address, reader)]

        assert statements == []

    def test_is_told_from_a_request_that_writes(self, written, world):
        address = f"/email-updates/unsubscribe/{world.words['one_click_token']}/"

        assert written("POST", address) != []
