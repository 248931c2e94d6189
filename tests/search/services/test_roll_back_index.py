"""The way back to the index before the last rebuild."""

from datetime import UTC, datetime, timedelta

import pytest

from search.models import OutboxEntry
from search.services.drain_outbox import drain_outbox
from search.services.replacement import ReplacementError
from search.services.roll_back_index import roll_back_index
from search.services.verify_index import verify_index
from tests.factories.practices import PracticePageFactory
from tests.factories.search import plan

pytestmark = pytest.mark.django_db

NOW = datetime(2100, 3, 1, 12, tzinfo=UTC)


def titles(engine):
    return {hit.title for hit in engine.search(plan(size=100)).hits}


def drain(engine):
    # Later than any clock that began at NOW.
    return drain_outbox(at=NOW + timedelta(minutes=1), engine=engine)


@pytest.fixture
def rebuilt(engine, rebuild):
    """An index in use, one before it, and changes that only the one in use has."""
    gone = PracticePageFactory(title="Gardens")
    changed = PracticePageFactory(title="Orchards")
    rebuild()
    drain(engine)
    rebuild()
    gone.unpublish()
    changed.title = "Orchards for all"
    changed.save()
    PracticePageFactory(title="Meadows")
    drain(engine)
    return engine.status().index


class TestRollBackIndex:
    def test_puts_the_former_index_in_use_with_everything_written_since(self, engine, rebuilt):
        name = roll_back_index(at=NOW, engine=engine)

        assert name == engine.status().index != rebuilt
        assert titles(engine) == {"Orchards for all", "Meadows"}
        assert verify_index(at=NOW, engine=engine).is_right

    def test_can_be_undone(self, engine, rebuilt):
        roll_back_index(at=NOW, engine=engine)

        assert roll_back_index(at=NOW, engine=engine) == rebuilt
        assert titles(engine) == {"Orchards for all", "Meadows"}

    def test_leaves_nothing_waiting_after_the_next_drain(self, engine, rebuilt):
        roll_back_index(at=NOW, engine=engine)

        drain(engine)

        assert not OutboxEntry.objects.pending().exists()

    def test_works_when_the_index_in_use_is_damaged(self, engine, rebuilt, tmp_path):
        (tmp_path / "search" / rebuilt / "meta.json").write_bytes(b"{")

        roll_back_index(at=NOW, engine=engine)

        assert titles(engine) == {"Orchards for all", "Meadows"}

    def test_says_what_to_do_when_there_is_no_way_back(self, engine, rebuild):
        rebuild()

        with pytest.raises(ReplacementError, match="search rebuild"):
            roll_back_index(at=NOW, engine=engine)

    def test_says_what_to_do_when_the_former_index_is_of_another_version(
        self, engine, rebuilt, monkeypatch
    ):
        monkeypatch.setattr(engine._store, "_family", "other")

        with pytest.raises(ReplacementError, match="search rebuild"):
            roll_back_index(at=NOW, engine=engine)
