"""A tender's page names the same procurement under another ocid, the newest notices of it first."""

from datetime import UTC, datetime

import pytest

from portal.tenders.selectors import tender_details
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


class TestProcurementsPublishedAgain:
    # PostgreSQL and SQLite put a missing day at opposite ends unless they are told where.
    def test_come_newest_first_and_those_without_a_day_last(self):
        first, undated, older, newer = (
            TenderFactory(title="Home care", published_at=day)
            for day in (
                AT,
                None,
                datetime(2025, 1, 1, tzinfo=UTC),
                datetime(2026, 1, 1, tzinfo=UTC),
            )
        )

        found = tender_details(first, at=AT).published_again

        assert found == [newer, older, undated]
