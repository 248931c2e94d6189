"""A rebuild that loses no write, and puts no index in use that is not right."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from portal.practices.models import PracticePage
from search.models import IndexState, OutboxEntry
from search.port import Failure, SearchUnavailableError
from search.services.drain_outbox import drain_outbox
from search.services.rebuild_index import rebuild_index
from search.services.replacement import SILENT_FOR, RebuildRunningError, ReplacementError
from search.services.verify_index import verify_index
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.search import plan

pytestmark = pytest.mark.django_db

NOW = datetime(2100, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)  # Than any clock that began at NOW.


class Interrupting:
    """The real engine, with something that happens when a rebuild has read and not yet written.

    That is the worst moment: what it is about to write is old already.
    """

    def __init__(self, engine, meanwhile=lambda: None, write=None):
        self._engine = engine
        self._meanwhile = [meanwhile]
        self._write = write or (lambda index, changes: index.apply(changes))

    def __getattr__(self, name):
        return getattr(self._engine, name)

    def pinned(self, index):
        pinned = Interrupting(self._engine.pinned(index), write=self._write)
        pinned._meanwhile = self._meanwhile
        return pinned

    def apply(self, changes):
        if self._meanwhile:
            self._meanwhile.pop()()
        return self._write(self._engine, list(changes))


def titles(engine):
    return {hit.title for hit in engine.search(plan(size=100)).hits}


def drain(engine):
    return drain_outbox(at=LATER, engine=engine)


def folders(tmp_path):
    return [path.name for path in (tmp_path / "search").iterdir() if path.is_dir()]


class TestRebuildIndex:
    def test_indexes_everything_public_and_counts_it(self, engine):
        PracticePageFactory(title="Gardens")
        make_private(PracticePageFactory(title="Secret"))
        seen = []

        count = rebuild_index(at=NOW, engine=engine, advance=seen.append)

        assert count == sum(seen) == 1
        assert titles(engine) == {"Gardens"}

    def test_needs_nobody_to_drain_what_waits(self, engine, rebuild):
        gone = PracticePageFactory(title="Gardens")
        rebuild()
        gone.unpublish()

        rebuild_index(at=NOW, engine=engine)

        assert titles(engine) == set()

    def test_makes_what_waited_for_a_resting_engine_due(self, engine):
        PracticePageFactory()
        OutboxEntry.objects.update(attempts=5, next_attempt_at=NOW + timedelta(hours=1))

        rebuild_index(at=NOW, engine=engine)

        assert OutboxEntry.objects.due(LATER).count() == 1

    def test_indexes_what_was_never_counted_so_that_its_first_change_beats_it(self, engine):
        practice = PracticePageFactory(title="Gardens")
        OutboxEntry.objects.all().delete()
        rebuild_index(at=NOW, engine=engine)
        assert titles(engine) == {"Gardens"}
        assert verify_index(at=NOW, engine=engine).is_right

        practice.title = "Orchards"
        practice.save()
        drain(engine)

        assert titles(engine) == {"Orchards"}

    def test_names_the_index_and_the_one_before_for_other_processes(self, engine, rebuild):
        rebuild()
        before = engine.status().index

        rebuild_index(at=NOW, engine=engine)

        state = IndexState.objects.get()
        assert (state.index_name, state.former_name) == (engine.status().index, before)
        assert (state.building_name, state.rebuild_started_at) == ("", None)


class TestWritesMeanwhile:
    def test_are_in_the_new_index_as_soon_as_it_is_in_use(self, engine, rebuild):
        kept = PracticePageFactory(title="Gardens")
        hidden = PracticePageFactory(title="Orchards")
        rebuild()
        drain(engine)

        def publish_and_drain():
            PracticePageFactory(title="Meadows")
            kept.title = "Gardens for all"
            kept.save()
            make_private(hidden)
            assert drain(engine).done == 3
            assert titles(engine) == {"Gardens for all", "Meadows"}

        rebuild_index(at=NOW, engine=Interrupting(engine, publish_and_drain))

        assert titles(engine) == {"Gardens for all", "Meadows"}
        assert verify_index(at=NOW, engine=engine).is_right

    def test_that_were_begun_before_are_drained_again(self, engine, rebuild):
        practice = PracticePageFactory(title="Gardens")
        rebuild()
        drain(engine)
        practice.title = "Orchards"
        practice.save()

        class Held:
            """A drain that has chosen where to write, and writes when a rebuild has begun."""

            collection = engine.collection

            def apply(self, changes):
                IndexState.objects.update(
                    building_name="another", rebuild_started_at=NOW, rebuild_seen_at=NOW
                )
                return engine.apply(changes)

        report = drain(Held())

        assert report.done == 0
        assert OutboxEntry.objects.pending().count() == 1

    def test_leave_what_was_drained_before_alone(self, engine, rebuild):
        PracticePageFactory()
        rebuild()
        drain(engine)

        rebuild_index(at=NOW, engine=engine)

        assert not OutboxEntry.objects.pending().exists()


class TestProof:
    def test_mends_what_the_index_lacks(self, engine):
        PracticePageFactory(title="Gardens")
        PracticePageFactory(title="Orchards")
        lost = []

        def losing_one(index, changes):
            if not lost:
                lost.append(changes.pop())
            return index.apply(changes)

        rebuild_index(at=NOW, engine=Interrupting(engine, write=losing_one))

        assert titles(engine) == {"Gardens", "Orchards"}

    def test_keeps_the_old_index_when_the_new_one_cannot_be_made_right(
        self, engine, rebuild, tmp_path
    ):
        PracticePageFactory(title="Gardens")
        rebuild()
        PracticePageFactory(title="Orchards")
        drain(engine)
        before = folders(tmp_path)

        with pytest.raises(ReplacementError, match="2 missing, 0 surplus"):
            rebuild_index(at=NOW, engine=Interrupting(engine, write=lambda *_all: []))

        assert titles(engine) == {"Gardens", "Orchards"}
        assert folders(tmp_path) == before

    def test_finds_practices_by_their_titles(self, engine):
        PracticePageFactory(title="Gardens")

        class Deaf(Interrupting):
            def pinned(self, index):
                return Deaf(self._engine.pinned(index))

            def search(self, plan):
                return self._engine.search(plan).__class__(hits=(), total=0)

        with pytest.raises(ReplacementError, match="by its title"):
            rebuild_index(at=NOW, engine=Deaf(engine))

    def test_bears_with_a_document_that_the_engine_refuses(self, engine):
        refused = PracticePageFactory(title="Poison")
        for _number in range(120):
            PracticePageFactory()

        def refusing(index, changes):
            kept = [change for change in changes if change.id != str(refused.pk)]
            failures = [Failure(id=str(refused.pk), reason="too odd")] * (len(changes) > len(kept))
            return index.apply(kept) + failures

        assert rebuild_index(at=NOW, engine=Interrupting(engine, write=refusing)) == 120
        assert OutboxEntry.objects.due(LATER).filter(object_id=refused.pk).exists()

    def test_takes_many_refusals_for_a_fault_of_the_engine(self, engine):
        practice = PracticePageFactory(title="Gardens")
        failure = Failure(id=str(practice.pk), reason="too odd")

        with pytest.raises(SearchUnavailableError, match="1 documents were refused"):
            rebuild_index(at=NOW, engine=Interrupting(engine, write=lambda *_all: [failure]))


class TestOneAtATime:
    def test_refuses_a_second_rebuild(self, engine):
        PracticePageFactory()

        def another():
            rebuild_index(at=LATER, engine=engine)

        with pytest.raises(RebuildRunningError, match="12:00:00"):
            rebuild_index(at=NOW, engine=Interrupting(engine, another))

    @pytest.mark.parametrize("seen_at", [NOW - SILENT_FOR, None], ids=["silent", "never heard of"])
    def test_takes_over_from_one_that_is_not_heard_of(self, engine, seen_at):
        IndexState.objects.create(
            entity="practice", rebuild_started_at=NOW - SILENT_FOR, rebuild_seen_at=seen_at
        )

        rebuild_index(at=NOW, engine=engine)

        assert IndexState.objects.get().rebuild_started_at is None

    def test_leaves_no_trace_of_a_failure(self, engine, tmp_path):
        PracticePageFactory()

        def fail():
            raise SearchUnavailableError("no server")

        with pytest.raises(SearchUnavailableError):
            rebuild_index(at=NOW, engine=Interrupting(engine, fail))

        assert folders(tmp_path) == []
        assert rebuild_index(at=NOW, engine=engine) == 1

    def test_is_given_up_when_a_drain_cannot_write_to_the_new_index(
        self, engine, rebuild, tmp_path
    ):
        practice = PracticePageFactory(title="Gardens")
        rebuild()
        drain(engine)

        def lose_the_new_index():
            shutil.rmtree(tmp_path / "search" / IndexState.objects.get().building_name)
            practice.title = "Orchards"
            practice.save()
            drain(engine)

        with pytest.raises((ReplacementError, SearchUnavailableError)):
            rebuild_index(at=NOW, engine=Interrupting(engine, lose_the_new_index))

        drain(engine)
        assert titles(engine) == {"Orchards"}
        assert not OutboxEntry.objects.pending().exists()

    def test_survives_a_practice_that_is_gone_before_it_is_written(self, engine):
        practice = PracticePageFactory()

        rebuild_index(
            at=NOW,
            engine=Interrupting(engine, lambda: PracticePage.objects.get(pk=practice.pk).delete()),
        )

        assert titles(engine) == set()
