"""How indexes are made aside, written to by name, put in use and kept, on both engines."""

import pytest

from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.port import Change, Collection, RebuildNeededError
from tests.contracts.conftest import elasticsearch_engine
from tests.factories.search import document, plan


def put(number, title, version=1):
    return Change(
        id=str(number), version=version, document=document(number, title, version=version)
    )


def gone(number, version):
    return Change(id=str(number), version=version)


def titles(engine):
    return {hit.title for hit in engine.search(plan()).hits}


def other_mapping(server: ElasticsearchEngine) -> ElasticsearchEngine:
    """The same server and names, as code with another mapping sees them."""
    other = Collection(name=server.collection.name, keywords=("only",))
    engine = elasticsearch_engine()
    prefix = server.indices.read_alias.split(f"-{server.collection.name}-")[0]
    return ElasticsearchEngine(
        engine.client.transport.node_pool.get().base_url, prefix, timeout=10, collection=other
    )


class TestCreate:
    def test_leaves_readers_with_the_index_in_use(self, engine):
        engine.apply([put(1, "Gardens")])

        engine.create()

        assert titles(engine) == {"Gardens"}


class TestPinned:
    def test_writes_and_reads_the_named_index_alone(self, engine):
        engine.apply([put(1, "Gardens")])
        new = engine.pinned(engine.create())

        assert new.apply([put(2, "Orchards")]) == []

        assert titles(new) == {"Orchards"}
        assert titles(engine) == {"Gardens"}
        assert dict(new.versions()) == {"2": 1}
        assert new.status().documents == 1

    def test_keeps_what_is_newer(self, engine):
        new = engine.pinned(engine.create())
        new.apply([put(1, "Orchards", 2)])

        new.apply([put(1, "Gardens", 1)])

        assert titles(new) == {"Orchards"}

    def test_puts_a_document_of_version_0(self, engine):
        new = engine.pinned(engine.create())

        new.apply([put(1, "Gardens", 0)])

        assert titles(new) == {"Gardens"}

    @pytest.mark.parametrize("change", [put(1, "Gardens"), gone(1, 2)], ids=["put", "gone"])
    def test_makes_no_index_by_itself(self, engine, change):
        name = engine.create()
        engine.discard(name)

        with pytest.raises(RebuildNeededError):
            engine.pinned(name).apply([change])

        assert not engine.pinned(name).status().is_ready

    def test_takes_no_index_of_another_version(self, engine):
        assert not engine.pinned("another-practice-0badc0de-20200101").status().is_ready


class TestSwitchTo:
    def test_puts_an_index_in_use_and_names_the_one_before(self, engine):
        before = engine.status().index
        engine.apply([put(1, "Gardens")])
        name = engine.create()
        engine.pinned(name).apply([put(2, "Orchards")])

        assert engine.switch_to(name) == before

        assert engine.status().index == name
        assert titles(engine) == {"Orchards"}
        assert titles(engine.pinned(before)) == {"Gardens"}

    def test_goes_back_to_the_index_before(self, engine):
        before = engine.status().index
        engine.apply([put(1, "Gardens")])
        engine.switch_to(engine.create())

        engine.switch_to(before)

        assert titles(engine) == {"Gardens"}
        assert engine.apply([put(2, "Orchards")]) == []
        assert titles(engine) == {"Gardens", "Orchards"}

    def test_removes_what_was_left_over_before(self, engine):
        left_over, before = engine.create(), engine.status().index

        engine.switch_to(engine.create())

        assert engine.pinned(before).status().is_ready
        assert not engine.pinned(left_over).status().is_ready

    def test_has_no_index_before_the_first(self, bare_engine):
        assert bare_engine.switch_to(bare_engine.create()) == ""
        assert bare_engine.status().is_ready

    @pytest.mark.elasticsearch
    def test_leaves_code_of_another_version_its_index(self):
        server = elasticsearch_engine()
        server.rebuild([document(1, "Gardens")])
        newer = other_mapping(server)
        try:
            newer.switch_to(newer.create())

            assert titles(server) == {"Gardens"}
        finally:
            server.indices.remove_all()


class TestDiscard:
    def test_removes_an_index_that_was_not_finished(self, engine):
        name = engine.create()

        engine.discard(name)

        assert not engine.pinned(name).status().is_ready

    def test_leaves_the_index_in_use(self, engine):
        engine.apply([put(1, "Gardens")])

        engine.discard(engine.status().index)

        assert titles(engine) == {"Gardens"}

    def test_says_nothing_of_what_is_not_there(self, engine):
        engine.discard("another-practice-0badc0de-20200101")

        assert engine.status().is_ready
