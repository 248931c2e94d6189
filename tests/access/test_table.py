"""Every cell of the table is requested, and the table and the URL configuration name the same."""

import pytest

from tests.access.answers import Answer, Reader, answer_of
from tests.access.routes import routes
from tests.access.table import TABLE

METHODS = ("GET", "POST", "PUT", "DELETE")


class TestTable:
    def test_has_a_row_for_every_route(self):
        missing = set(routes()) - {row.route for row in TABLE}

        assert not missing, f"Add a row to tests/access/table.py for: {sorted(missing)}"

    def test_has_a_route_for_every_row(self):
        gone = {row.route for row in TABLE} - set(routes())

        assert not gone, f"Remove these rows, or mend their routes: {sorted(gone)}"

    @pytest.mark.parametrize("row", TABLE, ids=str)
    @pytest.mark.parametrize("method", METHODS)
    def test_says_how_the_portal_answers(self, ask, world, row, method):
        address = world.address(row)

        answers = [answer_of(ask(method, address, reader)) for reader in Reader]

        assert "".join(answers) == getattr(row, method.lower())


class TestRow:
    def test_has_a_letter_for_every_reader(self):
        short = [
            str(row)
            for row in TABLE
            for letters in (row.get, row.post, row.put, row.delete)
            if len(letters) != len(Reader)
        ]

        assert short == []

    def test_never_expects_a_failure(self):
        failing = [
            str(row) for row in TABLE if Answer.FAILED in row.get + row.post + row.put + row.delete
        ]

        assert failing == []
