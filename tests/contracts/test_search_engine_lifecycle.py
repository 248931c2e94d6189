"""How an index is written, replaced, listed and explained, on both engines."""

import pytest

from search.plan.model import Plan
from search.port import Change, RebuildNeededError, SearchUnavailableError
from tests.factories.search import document, plan


def put(number, title, version):
    made = document(number, title, version=version)
    return Change(id=str(number), version=version, document=made)


def gone(number, version):
    return Change(id=str(number), version=version)


def titles(engine):
    return {hit.id: hit.title for hit in engine.search(plan()).hits}


class TestApply:
    def test_is_found_by_the_very_next_search(self, engine):
        assert engine.apply([put(1, "Gardens", 1)]) == []

        assert titles(engine) == {"1": "Gardens"}

    def test_replaces_a_document_by_a_newer_version(self, engine):
        engine.apply([put(1, "Gardens", 1)])

        engine.apply([put(1, "Orchards", 2)])

        assert titles(engine) == {"1": "Orchards"}
        assert engine.search(plan("gardens")).total == 0

    @pytest.mark.parametrize("version", [1, 2], ids=["older", "same"])
    def test_keeps_what_is_newer_and_calls_that_no_failure(self, engine, version):
        engine.apply([put(1, "Orchards", 2)])

        failures = engine.apply([put(1, "Gardens", version)])

        assert failures == []
        assert titles(engine) == {"1": "Orchards"}

    def test_takes_out_what_is_gone(self, engine):
        engine.apply([put(1, "Gardens", 1), put(2, "Orchards", 1)])

        engine.apply([gone(1, 2)])

        assert titles(engine) == {"2": "Orchards"}

    def test_does_not_take_out_what_came_back_since(self, engine):
        engine.apply([put(1, "Gardens", 3)])

        engine.apply([gone(1, 2)])

        assert titles(engine) == {"1": "Gardens"}

    def test_calls_it_no_failure_to_take_out_what_was_never_there(self, engine):
        assert engine.apply([gone(404, 7)]) == []

    def test_writes_many_changes_at_once(self, engine):
        engine.apply(put(number, "Gardens", 1) for number in range(1, 1201))

        assert engine.search(plan("gardens", size=0)).total == 1200

    def test_does_nothing_for_no_changes(self, engine):
        assert engine.apply([]) == []


class TestRebuild:
    def test_replaces_everything_and_counts_it(self, engine):
        engine.apply([put(1, "Gardens", 1), put(2, "Orchards", 1)])

        count = engine.rebuild([document(2, "Orchards"), document(3, "Meadows")])

        assert count == 2
        assert titles(engine) == {"2": "Orchards", "3": "Meadows"}

    def test_leaves_the_old_index_in_use_when_the_source_fails(self, engine):
        engine.apply([put(1, "Gardens", 1)])

        def failing():
            yield document(2, "Orchards")
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError, match="went away"):
            engine.rebuild(failing())

        assert titles(engine) == {"1": "Gardens"}
        assert engine.apply([put(3, "Meadows", 1)]) == []

    def test_makes_an_index_with_another_name(self, engine):
        before = engine.status().index

        engine.rebuild([])

        assert engine.status().index != before

    def test_compares_versions_with_those_of_the_rebuild(self, engine):
        engine.rebuild([document(1, "Gardens", version=5)])

        engine.apply([put(1, "Older", 4)])

        assert titles(engine) == {"1": "Gardens"}


class TestVocabulary:
    def test_counts_documents_for_each_word_as_it_is_written(self, engine):
        engine.rebuild([document(1, "Carers caring", body="carers"), document(2, "Carers' PAs")])

        assert engine.vocabulary() == {"carers": 2, "caring": 1, "pa": 1}


class TestVersions:
    def test_lists_every_document_whoever_may_see_it(self, engine):
        engine.rebuild(
            [document(1, "A", version=4), document(2, "B", visibility=("members",))]
            + [document(number, "C") for number in range(3, 1203)]
        )

        versions = dict(engine.versions())

        assert len(versions) == 1202
        assert versions["1"] == 4
        assert versions["2"] == 1


class TestStatus:
    def test_counts_documents_of_a_ready_index(self, engine):
        engine.rebuild([document(1, "Gardens")])

        status = engine.status()

        assert status.is_ready
        assert status.documents == 1


class TestExplain:
    def test_gives_an_account_that_ends_at_the_score(self, engine):
        engine.rebuild([document(1, "Gardens for dementia"), document(2, "Dementia")])
        made = plan("gardens dementia")
        best = engine.search(made).hits[0]

        account = engine.explain(made, best.id)

        assert account["value"] == pytest.approx(best.score, rel=1e-4)

    def test_is_empty_for_a_document_that_does_not_match(self, engine):
        engine.rebuild([document(1, "Gardens")])

        assert engine.explain(plan("dementia"), "1") == {}
        assert engine.explain(plan("gardens"), "404") == {}


class TestWithoutAnIndex:
    @pytest.fixture
    def bare(self, bare_engine):
        return bare_engine

    def test_says_that_a_rebuild_is_needed_instead_of_finding_nothing(self, bare):
        with pytest.raises(RebuildNeededError, match="search rebuild"):
            bare.search(Plan())

    @pytest.mark.parametrize("change", [put(1, "Gardens", 1), gone(1, 2)], ids=["put", "gone"])
    def test_refuses_a_write_instead_of_making_an_index_by_itself(self, bare, change):
        with pytest.raises(RebuildNeededError):
            bare.apply([change])

        assert not bare.status().is_ready

    def test_tells_an_operator_what_to_do(self, bare):
        assert "search rebuild" in bare.status().detail


class TestEngineDown:
    @pytest.mark.parametrize(
        "ask",
        [
            lambda engine: engine.search(Plan()),
            lambda engine: engine.vocabulary(),
            lambda engine: list(engine.versions()),
            lambda engine: engine.apply([put(1, "Gardens", 1)]),
            lambda engine: engine.rebuild([]),
            lambda engine: engine.explain(Plan(), "1"),
        ],
        ids=["search", "vocabulary", "versions", "apply", "rebuild", "explain"],
    )
    def test_raises_the_port_s_error_and_no_library_s(self, dead_engine, ask):
        with pytest.raises(SearchUnavailableError):
            ask(dead_engine)

    def test_reports_itself_not_ready(self, dead_engine):
        assert not dead_engine.status().is_ready
