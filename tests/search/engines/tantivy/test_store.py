"""The folders of the embedded engine: damage, replacement, and several processes at once."""

import multiprocessing
import shutil

import pytest

from search.documents.collection import PRACTICES
from search.engines.tantivy.engine import TantivyEngine
from search.engines.tantivy.store import TantivyStore
from search.port import Change, EngineBusyError, RebuildNeededError
from tests.factories.search import document, plan


@pytest.fixture
def engine(tmp_path):
    engine = TantivyEngine(tmp_path, "test")
    engine.rebuild([document(1, "Gardens")])
    return engine


def current_folder(tmp_path):
    return tmp_path / (tmp_path / "test-practice.current").read_text(encoding="utf-8")


def total(engine, text="gardens"):
    return engine.search(plan(text)).total


def put(number, title="Gardens", version=1):
    made = document(number, title, version=version)
    return Change(id=str(number), version=version, document=made)


def write_elsewhere(path, number):
    TantivyEngine(path, "test").apply([put(number)])


class TestOpen:
    def test_sees_what_another_process_wrote_at_the_next_search(self, engine, tmp_path):
        assert total(engine) == 1
        writer = multiprocessing.get_context("spawn").Process(
            target=write_elsewhere, args=(tmp_path, 2)
        )

        writer.start()
        writer.join(60)

        assert writer.exitcode == 0
        assert total(engine) == 2

    def test_follows_the_pointer_after_a_rebuild_elsewhere(self, engine, tmp_path):
        assert total(engine) == 1

        TantivyEngine(tmp_path, "test").rebuild([document(2, "Meadows")])

        assert total(engine, "meadows") == 1
        assert total(engine, "gardens") == 0

    def test_refuses_an_index_made_for_another_mapping(self, engine, tmp_path, monkeypatch):
        monkeypatch.setattr(
            "search.engines.tantivy.store.schema_hash", lambda _collection: "0badc0de"
        )
        newer = TantivyEngine(tmp_path, "test")

        with pytest.raises(RebuildNeededError, match="another version"):
            total(newer)

        assert not newer.status().is_ready

    @pytest.mark.parametrize("name", ["meta.json", "*.idx", "*.term", "*.store", "*.fast"])
    def test_says_that_a_damaged_index_must_be_rebuilt(self, engine, tmp_path, name):
        for file in current_folder(tmp_path).glob(name):
            file.write_bytes(b"\x00" * 7)
        reader = TantivyEngine(tmp_path, "test")

        with pytest.raises(RebuildNeededError, match="search rebuild"):
            total(reader)

    def test_says_that_a_removed_index_must_be_rebuilt(self, engine, tmp_path):
        shutil.rmtree(current_folder(tmp_path))

        with pytest.raises(RebuildNeededError, match="search rebuild"):
            total(engine)

    def test_mends_itself_by_a_rebuild(self, engine, tmp_path):
        (current_folder(tmp_path) / "meta.json").write_bytes(b"{")

        engine.rebuild([document(3, "Gardens")])

        assert total(engine) == 1


class TestWriter:
    def test_lets_one_process_write_at_a_time(self, engine, tmp_path):
        store = TantivyStore(tmp_path, "test", PRACTICES)

        with store.writer(store.open()), pytest.raises(EngineBusyError):
            engine.apply([put(2)])

        assert engine.apply([put(2)]) == []

    def test_undoes_everything_when_the_block_fails(self, engine, tmp_path):
        store = TantivyStore(tmp_path, "test", PRACTICES)

        def failing_changes():
            yield put(2)
            raise RuntimeError

        with pytest.raises(RuntimeError):
            engine.apply(failing_changes())

        assert total(engine) == 1
        with store.writer(store.open()):
            pass


class TestSwitchTo:
    def test_keeps_the_index_before_the_last_for_readers_and_removes_older_ones(
        self, engine, tmp_path
    ):
        for _rebuild in range(3):
            engine.rebuild([document(1, "Gardens")])

        assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 2

    def test_leaves_the_indexes_of_another_prefix_alone(self, engine, tmp_path):
        other = TantivyEngine(tmp_path, "other")
        other.rebuild([document(1, "Gardens")])

        for _rebuild in range(3):
            engine.rebuild([])

        assert total(other) == 1
