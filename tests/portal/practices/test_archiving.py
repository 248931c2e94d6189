"""A practice that is archived later says so on a shortlist and in a comparison."""

import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from portal.practices.enums import ArchiveReason
from portal.practices.selectors.shortlist import shortlist_of
from portal.practices.shortlist_exports import shortlist_csv, shortlist_pdf
from tests.factories.practices import PracticePageFactory, ShortlistEntryFactory, make_private

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARCHIVED = {"archived_on": date(2026, 2, 1), "archive_reason": ArchiveReason.REPLACED}


class TestArchiving:
    @pytest.fixture
    def entry(self, client):
        successor = PracticePageFactory(title="The newer way")
        archived = PracticePageFactory(title="The old way", successor=successor, **ARCHIVED)
        entry = ShortlistEntryFactory(practice=archived)
        client.force_login(entry.user)
        return entry

    @pytest.fixture
    def reason(self, entry):
        return f"Archived on 1 February 2026: {entry.practice.get_archive_reason_display()}."

    @pytest.mark.parametrize("address", ["/shortlist/", "/shortlist/csv/", "/practices/compare/"])
    def test_is_told_with_what_to_read_instead(self, client, entry, reason, address):
        answer = client.get(address, {"p": entry.practice_id})

        told = answer.getvalue().decode()
        assert reason in told
        assert "The newer way" in told

    def test_is_told_in_print(self, entry, reason):
        pdf = shortlist_pdf(shortlist_of(entry.user), site_url="http://x", at=AT)

        pages = PdfReader(io.BytesIO(pdf)).pages
        words = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert reason in words

    def test_names_no_successor_that_not_everybody_may_read(self, client, entry, reason):
        make_private(entry.practice.successor)

        for address in ("/shortlist/", "/shortlist/csv/", "/practices/compare/"):
            told = client.get(address, {"p": entry.practice_id}).getvalue().decode()
            assert reason in told
            assert "The newer way" not in told

    def test_asks_the_database_as_often_for_many_as_for_one(self, entry):
        with CaptureQueriesContext(connection) as few:
            shortlist_csv_text(entry)
        for _ in range(3):
            more = PracticePageFactory(successor=PracticePageFactory(), **ARCHIVED)
            ShortlistEntryFactory(user=entry.user, practice=more)

        with CaptureQueriesContext(connection) as many:
            shortlist_csv_text(entry)

        assert len(many) <= len(few)


def shortlist_csv_text(entry):
    return b"".join(shortlist_csv(shortlist_of(entry.user), site_url="http://x", at=AT))
