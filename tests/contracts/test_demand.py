"""A count of a search never keeps a reader waiting, whatever else the database is doing."""

from datetime import date

import pytest
from django.db import connection

from search.models import QueryCount
from search.services.record_demand import SearchMade, record_search

DAY = date(2026, 3, 2)
SEARCH = SearchMade(text="night sitters", themes=(), total=0, is_weak=True)


@pytest.fixture
def other():
    """Another process's connection, in a transaction of its own."""
    other = connection.copy()
    yield other
    other.rollback()
    other.close()


@pytest.mark.django_db(transaction=True)
class TestRecordSearch:
    def test_gives_up_soon_while_another_process_holds_the_row(self, other, caplog):
        QueryCount.objects.all().delete()
        assert record_search(search=SEARCH, on=DAY)
        # Begun only now: SQLite's transactions lock the whole file.
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with other.cursor() as cursor:
            cursor.execute("UPDATE search_querycount SET times = times")

        assert not record_search(search=SEARCH, on=DAY)

        other.rollback()
        assert record_search(search=SEARCH, on=DAY)
        assert QueryCount.objects.get().times == 2
        assert "sitters" not in caplog.text
