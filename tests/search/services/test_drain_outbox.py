"""The way from the outbox to the index, with failures and races."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.practices.models import PracticePage
from search.documents.collection import PRACTICES
from search.models import IndexState, OutboxEntry
from search.models.outbox import Entity
from search.port import EngineBusyError, Failure, SearchUnavailableError
from search.services.drain_outbox import (
    DOCUMENT_PAUSE,
    ENGINE_PAUSE,
    DrainReport,
    drain_outbox,
)
from search.services.queue_changes import queue_changes
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.search import plan

pytestmark = pytest.mark.django_db

NOW = datetime(2100, 3, 1, 12, tzinfo=UTC)  # Later than any row that a factory makes.


class StandInEngine:
    """An engine at the edge of the process: keeps what it is given, or fails as it is told."""

    collection = PRACTICES

    def __init__(self, error=None, failures=(), meanwhile=None):
        self.error = error
        self.failures = list(failures)
        self.meanwhile = meanwhile
        self.changes = []

    def apply(self, changes):
        self.changes = list(changes)
        if self.meanwhile:
            self.meanwhile()
        if self.error:
            raise self.error
        return self.failures


def drain(engine, at=NOW, **options):
    return drain_outbox(at=at, engine=engine, **options)


def queue(practice):
    queue_changes(entity=Entity.PRACTICE, object_ids=[practice.pk], at=NOW)


def entry(practice):
    return OutboxEntry.objects.get(object_id=practice.pk)


@pytest.fixture
def practice():
    return PracticePageFactory(title="Gardens")


class TestDrainOutbox:
    def test_puts_a_public_practice_into_the_index_as_it_is_now(self, practice):
        PracticePage.objects.update(title="Orchards")
        engine = StandInEngine()

        report = drain(engine)

        assert report == DrainReport(done=1)
        (change,) = engine.changes
        assert change.document.texts["title"] == "Orchards"
        assert change.version == entry(practice).version == entry(practice).done_version

    @pytest.mark.parametrize(
        "hide",
        [
            make_private,
            lambda page: page.unpublish(),
            lambda page: page.delete(),
        ],
        ids=["private", "unpublished", "deleted"],
    )
    def test_takes_out_what_not_everybody_may_read_any_more(self, practice, hide):
        hide(practice)
        engine = StandInEngine()

        drain(engine)

        assert [(change.id, change.document) for change in engine.changes] == [
            (str(practice.pk), None)
        ]

    def test_does_nothing_a_second_time(self, practice):
        drain(StandInEngine())
        engine = StandInEngine()

        assert drain(engine) == DrainReport()
        assert engine.changes == []

    def test_takes_no_more_than_its_batch(self):
        for _number in range(3):
            PracticePageFactory()

        assert drain(StandInEngine(), limit=2) == DrainReport(done=2)
        assert drain(StandInEngine(), limit=2) == DrainReport(done=1)

    def test_takes_the_latest_changes_too_where_many_wait(self):
        first, *_others, last = [PracticePageFactory() for _ in range(6)]
        OutboxEntry.objects.update(next_attempt_at=NOW - timedelta(hours=1))
        OutboxEntry.objects.filter(object_id=last.pk).update(next_attempt_at=NOW)
        engine = StandInEngine()

        drain(engine, limit=2)

        assert {change.id for change in engine.changes} == {str(first.pk), str(last.pk)}

    def test_takes_each_once_where_as_many_wait_as_it_takes(self):
        for _ in range(3):
            PracticePageFactory()
        engine = StandInEngine()

        assert drain(engine, limit=3).done == 3
        assert len({change.id for change in engine.changes}) == len(engine.changes) == 3


class TestFailures:
    def test_keep_the_change_and_the_reason_when_the_engine_is_down(self, practice):
        report = drain(StandInEngine(SearchUnavailableError("no server")))

        assert report == DrainReport(failed=1)
        waiting = entry(practice)
        assert waiting.done_version < waiting.version
        assert waiting.last_error == "no server"
        assert waiting.attempts == 1

    def test_wait_longer_each_time_up_to_a_limit(self, practice):
        at = NOW
        waits = []
        for _attempt in range(8):
            drain(StandInEngine(SearchUnavailableError("no server")), at=at)
            waits.append(entry(practice).next_attempt_at - at)
            at = entry(practice).next_attempt_at

        assert waits[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
        assert waits[-1] == ENGINE_PAUSE

    def test_are_not_tried_before_their_time(self, practice):
        drain(StandInEngine(SearchUnavailableError("no server")))
        engine = StandInEngine()

        drain(engine, at=NOW + timedelta(seconds=1))

        assert engine.changes == []

    def test_are_over_when_the_engine_is_back(self, practice):
        drain(StandInEngine(SearchUnavailableError("no server")))

        report = drain(StandInEngine(), at=NOW + timedelta(seconds=2))

        assert report == DrainReport(done=1)
        assert entry(practice).last_error == ""
        assert entry(practice).attempts == 0

    def test_wait_a_moment_only_while_another_process_writes(self, practice):
        for attempt in range(6):
            drain(StandInEngine(EngineBusyError("busy")), at=NOW + timedelta(seconds=attempt))

        assert entry(practice).attempts == 6
        assert entry(practice).next_attempt_at == NOW + timedelta(seconds=6)

    def test_of_one_document_leave_the_others_done(self, practice):
        other = PracticePageFactory()
        failures = [Failure(id=str(practice.pk), reason="strict_dynamic_mapping_exception")]

        report = drain(StandInEngine(failures=failures))

        assert report == DrainReport(done=1, failed=1)
        assert entry(practice).last_error == "strict_dynamic_mapping_exception"
        assert entry(other).done_version == entry(other).version

    def test_of_one_document_wait_an_hour_at_most(self, practice):
        OutboxEntry.objects.update(attempts=30)
        failures = [Failure(id=str(practice.pk), reason="refused")]

        drain(StandInEngine(failures=failures))

        assert entry(practice).next_attempt_at == NOW + DOCUMENT_PAUSE

    def test_do_not_delay_a_change_made_meanwhile(self, practice):
        engine = StandInEngine(
            SearchUnavailableError("no server"), meanwhile=lambda: queue(practice)
        )

        drain(engine)

        assert OutboxEntry.objects.due(NOW).count() == 1


class TestRaces:
    def test_leave_a_change_made_during_the_drain_for_the_next(self, practice):
        drain(StandInEngine(meanwhile=lambda: queue(practice)))

        assert OutboxEntry.objects.pending().count() == 1

    def test_bring_back_what_a_slow_drain_wrote_after_a_quicker_one(self, practice):
        def quicker():
            queue(practice)
            drain(StandInEngine())

        drain(StandInEngine(meanwhile=quicker))

        assert OutboxEntry.objects.pending().count() == 1

    def test_leave_everything_to_do_when_the_index_was_replaced_meanwhile(self, practice):
        def rebuilt():
            IndexState.objects.update(generation=2)

        report = drain(StandInEngine(meanwhile=rebuilt))

        assert report == DrainReport(done=0)
        assert OutboxEntry.objects.pending().count() == 1


class TestRealEngine:
    def test_finds_what_was_drained(self, engine, rebuild, practice):
        rebuild()
        fresh = PracticePageFactory(title="Meadows")

        drain(engine)

        assert [hit.id for hit in engine.search(plan("meadows")).hits] == [str(fresh.pk)]
