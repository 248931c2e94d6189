"""The command that measures relevance, on the practices and on a corpus, as it prints and fails."""

import json
import os
import tempfile

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from search.engines.tantivy.engine import TantivyEngine
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db

CORPUS = [
    {"id": "a/1", "title": "Gardens", "text": "Growing food", "year": 1962, "place": ["Wigan"]},
    {"id": "b 2", "title": "Meadows", "text": "Growing grass", "year": 1963, "place": ["Bury"]},
]
JUDGED = [
    {"query": "gardens", "documents": {"a/1": 1}},
    {"query": "growing", "documents": {"b 2": 1}, "filters": {"place": "Bury"}, "kind": "filtered"},
]


def written(tmp_path, name, rows):
    path = tmp_path / name
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return str(path)


def answer(capsys, *arguments):
    call_command("search_evaluate", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def corpus(tmp_path):
    return (
        "--judgements",
        written(tmp_path, "judged.jsonl", JUDGED),
        "--corpus",
        written(tmp_path, "corpus.jsonl", CORPUS),
    )


@pytest.fixture
def judged_practices(engine, tmp_path):
    PracticePageFactory(title="Gardens", reference="P01")
    rows = [{"query": "gardens", "kind": "exact", "practices": {"P01": 3, "P02": 1}}]
    return "--judgements", written(tmp_path, "judged.jsonl", rows)


class TestPractices:
    def test_are_searched_in_the_portal_s_own_index(self, capsys, judged_practices, rebuild):
        rebuild()

        found = answer(capsys, *judged_practices)

        assert found["mrr_at_10"] == 1.0
        assert found["by_kind"]["exact"]["queries"] == 1
        assert found["scores"][0]["found"] == ["P01"]
        assert found["judged_but_unknown"] == ["P02"]

    def test_need_no_index_when_an_engine_is_named(self, capsys, judged_practices):
        assert answer(capsys, *judged_practices, "--engine", "tantivy")["mrr_at_10"] == 1.0

    def test_without_an_index_say_what_to_do(self, judged_practices):
        with pytest.raises(CommandError, match="search rebuild"):
            call_command("search_evaluate", *judged_practices)

    def test_that_are_all_unknown_are_an_error(self, engine, tmp_path):
        rows = [{"query": "gardens", "practices": {"P01": 3}}]
        judged = written(tmp_path, "judged.jsonl", rows)

        with pytest.raises(CommandError, match="None of the judged documents is in the portal"):
            call_command("search_evaluate", "--judgements", judged)


class TestCorpus:
    @pytest.mark.parametrize(
        "options",
        [
            ("--engine", "tantivy"),
            pytest.param(
                ("--url", os.environ.get("TEST_ELASTICSEARCH_URL", "")),
                marks=pytest.mark.elasticsearch,
            ),
        ],
        ids=["tantivy", "elasticsearch"],
    )
    def test_is_searched_on_either_engine(self, capsys, corpus, options):
        found = answer(capsys, *corpus, *options)

        assert found["ndcg_at_10"] == 1.0
        assert [score["found"][0] for score in found["scores"]] == ["a/1", "b 2"]
        assert found["by_kind"]["filtered"]["recall_at_10"] == 1.0

    def test_names_a_line_that_cannot_be_used(self, corpus, tmp_path):
        written(tmp_path, "corpus.jsonl", [CORPUS[0], {"id": "b"}])

        with pytest.raises(CommandError, match=r"corpus\.jsonl, line 2: “title” is missing"):
            call_command("search_evaluate", *corpus)

    def test_asks_where_elasticsearch_is(self, corpus):
        with pytest.raises(CommandError, match="--url"):
            call_command("search_evaluate", *corpus, "--engine", "elasticsearch")

    def test_ends_with_one_clear_line_when_the_server_is_down(self, corpus):
        with pytest.raises(CommandError, match="cannot be reached"):
            call_command("search_evaluate", *corpus, "--url", "http://127.0.0.1:9")


class TestThrowAwayIndex:
    def test_leaves_no_folder_behind_after_an_interruption(self, corpus, monkeypatch, tmp_path):
        def interrupted(*_arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(TantivyEngine, "search", interrupted)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
        (tmp_path / "temporary").mkdir()

        with pytest.raises(KeyboardInterrupt):
            call_command("search_evaluate", *corpus)

        assert list((tmp_path / "temporary").iterdir()) == []

    @pytest.mark.elasticsearch
    def test_leaves_no_index_behind_after_an_error(self, corpus, tmp_path):
        url = os.environ["TEST_ELASTICSEARCH_URL"]
        filters = {"nowhere": "x"}
        written(tmp_path, "judged.jsonl", [JUDGED[0] | {"filters": filters}])
        client = Elasticsearch(url)
        before = set(client.indices.get_alias(index="evaluation-*"))

        with pytest.raises(CommandError, match="nowhere"):
            call_command("search_evaluate", *corpus, "--url", url)

        assert set(client.indices.get_alias(index="evaluation-*")) <= before
        client.close()


class TestCompare:
    def test_adds_paired_differences(self, capsys, corpus, tmp_path):
        call_command("search_evaluate", *corpus, "--json")
        before = tmp_path / "before.json"
        before.write_text(capsys.readouterr().out)

        found = answer(capsys, *corpus, "--compare", str(before))["comparison"]

        assert found["queries"] == 2
        assert found["ndcg_at_10"]["interval"] == [0.0, 0.0]

    def test_can_fail_on_a_significant_loss(self, capsys, corpus, tmp_path):
        before = tmp_path / "before.json"
        found = answer(capsys, *corpus)
        better = [score | {"ndcg": 2.0} for score in found["scores"]]
        before.write_text(json.dumps({"scores": better}))

        with pytest.raises(CommandError) as failure:
            call_command("search_evaluate", *corpus, "--compare", str(before), "--fail-on-loss")

        assert failure.value.returncode == 3

    def test_refuses_a_wrong_file_before_anything_is_measured(self, corpus, tmp_path):
        with pytest.raises(CommandError, match=r"none\.json"):
            call_command("search_evaluate", *corpus, "--compare", str(tmp_path / "none.json"))


class TestPrinting:
    def test_says_the_means_and_those_of_each_kind(self, capsys, corpus):
        call_command("search_evaluate", *corpus)

        printed = capsys.readouterr().out

        assert "ndcg_at_10: 1.0" in printed
        assert "filtered: queries 1" in printed
        assert "scores" not in printed
