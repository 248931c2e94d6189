"""The counters that say what has changed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from search.models import OutboxEntry
from search.models.outbox import Entity
from search.services.queue_changes import queue_changes

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def queue(*object_ids, at=NOW, **options):
    return queue_changes(entity=Entity.PRACTICE, object_ids=object_ids, at=at, **options)


def versions():
    return dict(OutboxEntry.objects.values_list("object_id", "version"))


class TestQueueChanges:
    def test_counts_each_change_of_each_thing(self):
        queue(1, 2)
        queue(2, 2, 3)

        assert versions() == {1: 1, 2: 2, 3: 1}

    def test_makes_the_change_due_at_once_even_after_failures(self):
        queue(1)
        OutboxEntry.objects.update(attempts=9, next_attempt_at=NOW + timedelta(hours=1))

        queue(1, at=NOW + timedelta(seconds=1))

        assert OutboxEntry.objects.due(NOW + timedelta(seconds=1)).count() == 1
        assert OutboxEntry.objects.get().attempts == 0

    def test_makes_a_change_that_is_in_the_index_pending_again(self):
        queue(1)
        OutboxEntry.objects.update(done_version=1)
        assert not OutboxEntry.objects.pending().exists()

        queue(1)

        assert OutboxEntry.objects.pending().exists()

    def test_is_undone_with_the_transaction_it_is_part_of(self):
        def publish_and_fail():
            with transaction.atomic():
                queue(1)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            publish_and_fail()

        assert versions() == {}

    def test_counts_above_what_the_index_remembers(self):
        queue(1, 2, above={1: 40})

        assert versions() == {1: 41, 2: 1}

    def test_takes_any_number_of_ids(self):
        assert queue(*range(1, 1202)) == 1201

        assert len(versions()) == 1201
