"""Priors that change because time passes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import OutboxEntry
from search.services.queue_aged import queue_aged_practices
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db

WRITTEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
REVIEW_BY = date(2026, 3, 10)
AFTER = datetime(2026, 3, 11, 3, tzinfo=UTC)


def written_on(practice, at):
    OutboxEntry.objects.filter(object_id=practice.pk).update(changed_at=at)


def version(practice):
    return OutboxEntry.objects.get(object_id=practice.pk).version


def practice_with(**facts):
    practice = PracticePageFactory(**{"as_of": "2019", **facts})
    written_on(practice, WRITTEN)
    return practice


class TestQueueAgedPractices:
    def test_queues_what_became_overdue_for_review(self):
        practice = practice_with(review_by_date=REVIEW_BY)
        before = version(practice)

        assert queue_aged_practices(at=AFTER) == 1
        assert version(practice) == before + 1

    def test_queues_what_is_no_longer_reviewed_lately(self):
        practice_with(as_of="2024-03")

        assert queue_aged_practices(at=AFTER) == 1

    def test_queues_it_once(self):
        practice_with(review_by_date=REVIEW_BY)
        queue_aged_practices(at=AFTER)

        assert queue_aged_practices(at=AFTER + timedelta(hours=6)) == 0
        assert queue_aged_practices(at=AFTER + timedelta(days=30)) == 0

    def test_leaves_alone_what_is_not_due_yet(self):
        practice_with(review_by_date=REVIEW_BY)

        assert queue_aged_practices(at=AFTER - timedelta(days=1)) == 0

    def test_leaves_alone_what_was_written_since(self):
        practice = practice_with(review_by_date=REVIEW_BY)
        written_on(practice, AFTER)

        assert queue_aged_practices(at=AFTER + timedelta(days=1)) == 0

    def test_leaves_alone_what_nobody_is_offered(self):
        practice_with(
            review_by_date=REVIEW_BY, archived_on=date(2026, 3, 5), archive_reason="replaced"
        )

        assert queue_aged_practices(at=AFTER) == 0

    def test_asks_the_database_as_often_for_many_as_for_few(self, django_assert_num_queries):
        practice_with()
        with CaptureQueriesContext(connection) as few:
            queue_aged_practices(at=AFTER)
        for _ in range(6):
            practice_with()

        with django_assert_num_queries(len(few)):
            queue_aged_practices(at=AFTER)
