"""A rebuild that loses no write."""

from datetime import UTC, datetime, timedelta

import pytest

from search.engines.choice import current_engine
from search.models import IndexState, OutboxEntry
from search.port import SearchUnavailableError
from search.services.drain_outbox import drain_outbox
from search.services.rebuild_index import ABANDONED_AFTER, RebuildRunningError, rebuild_index
from search.services.verify_index import verify_index
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.search import plan

pytestmark = pytest.mark.django_db

NOW = datetime(2100, 3, 1, 12, tzinfo=UTC)


class Interrupting:
    """The real engine, with something that happens when its rebuild has read everything."""

    def __init__(self, engine, meanwhile):
        self._engine = engine
        self._meanwhile = meanwhile

    def __getattr__(self, name):
        return getattr(self._engine, name)

    def rebuild(self, source):
        documents = list(source)
        self._meanwhile()
        return self._engine.rebuild(documents)


def titles(engine):
    return {hit.title for hit in engine.search(plan(size=100)).hits}


def drain(engine):
    return drain_outbox(at=NOW, engine=engine)


class TestRebuildIndex:
    def test_indexes_everything_public_and_counts_it(self, engine):
        PracticePageFactory(title="Gardens")
        make_private(PracticePageFactory(title="Secret"))
        seen = []

        count = rebuild_index(at=NOW, engine=engine, advance=seen.append)

        assert count == sum(seen) == 1
        assert titles(engine) == {"Gardens"}

    def test_loses_no_change_that_was_drained_meanwhile(self, engine, rebuild):
        kept = PracticePageFactory(title="Gardens")
        hidden = PracticePageFactory(title="Orchards")
        rebuild()

        def publish_and_drain():
            PracticePageFactory(title="Meadows")
            kept.title = "Gardens for all"
            kept.save()
            make_private(hidden)
            drain(engine)

        rebuild_index(at=NOW, engine=Interrupting(engine, publish_and_drain))
        drain(engine)

        assert titles(engine) == {"Gardens for all", "Meadows"}

    def test_leaves_what_was_drained_before_alone(self, engine, rebuild):
        PracticePageFactory()
        rebuild()
        drain(engine)

        rebuild_index(at=NOW, engine=engine)

        assert not OutboxEntry.objects.pending().exists()

    def test_makes_what_waited_for_a_resting_engine_due(self, engine):
        PracticePageFactory()
        OutboxEntry.objects.update(attempts=5, next_attempt_at=NOW + timedelta(hours=1))

        rebuild_index(at=NOW, engine=engine)

        assert OutboxEntry.objects.due(NOW).count() == 1

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

    def test_refuses_a_second_rebuild_at_the_same_time(self, engine):
        def another():
            rebuild_index(at=NOW + timedelta(minutes=1), engine=engine)

        with pytest.raises(RebuildRunningError, match="12:00:00"):
            rebuild_index(at=NOW, engine=Interrupting(engine, another))

    def test_takes_over_from_one_that_was_killed(self, engine):
        IndexState.objects.create(entity="practice", rebuild_started_at=NOW)

        rebuild_index(at=NOW + ABANDONED_AFTER, engine=engine)

        assert IndexState.objects.get().rebuild_started_at is None

    def test_can_be_repeated_after_a_failure(self, engine):
        def fail():
            raise SearchUnavailableError("no server")

        with pytest.raises(SearchUnavailableError):
            rebuild_index(at=NOW, engine=Interrupting(engine, fail))

        assert rebuild_index(at=NOW, engine=current_engine()) == 0

    def test_names_the_index_for_other_processes(self, engine):
        rebuild_index(at=NOW, engine=engine)

        assert IndexState.objects.get().index_name == engine.status().index
