"""The commands that operators run, as they print and as they fail."""

import json

import pytest
from django.core.management import CommandError, call_command

from search.models import OutboxEntry
from search.port import Change
from tests.factories.practices import PracticePageFactory
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db


def answer(capsys, *arguments):
    call_command("search", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def practice(engine):
    return PracticePageFactory(title="Gardens", reference="P01")


class TestRebuild:
    def test_makes_an_index_and_says_how_large_it_is(self, capsys, practice):
        assert answer(capsys, "rebuild")["indexed"] == 1

        assert not OutboxEntry.objects.pending().exists()

    def test_can_be_repeated(self, capsys, practice):
        answer(capsys, "rebuild")

        assert answer(capsys, "rebuild") == {
            "indexed": 1,
            "written_meanwhile": 0,
            "tender": {"indexed": 0, "written_meanwhile": 0},
        }

    def test_ends_with_one_clear_line_when_the_engine_is_down(self, settings, practice):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        with pytest.raises(CommandError, match="cannot be reached"):
            call_command("search", "rebuild")


class TestStatus:
    def test_says_what_is_there_and_what_waits(self, capsys, practice):
        call_command("search", "rebuild", "--json")
        capsys.readouterr()
        practice.save()

        found = answer(capsys, "status")

        assert found["is_ready"]
        assert (found["documents"], found["waiting"]) == (1, 1)

    def test_tells_of_the_tenders_beside_the_practices(self, capsys, practice):
        TenderFactory()
        answer(capsys, "rebuild")

        found = answer(capsys, "status")

        assert found["tender"]["is_ready"]
        assert found["tender"]["documents"] == 1

    def test_fails_while_one_of_the_two_indexes_is_missing(self, practice, rebuild):
        rebuild()

        with pytest.raises(CommandError, match="search rebuild"):
            call_command("search", "status")

    def test_fails_with_what_to_do_without_an_index(self, practice):
        with pytest.raises(CommandError, match="search rebuild"):
            call_command("search", "status")

    def test_names_what_the_engine_refuses(self, capsys, practice, rebuild):
        rebuild()
        OutboxEntry.objects.update(done_version=0, attempts=3, last_error="too odd (400)")

        assert answer(capsys, "status")["refused"] == {f"practice {practice.pk}": "too odd (400)"}


class TestRollback:
    def test_goes_back_to_the_former_index(self, capsys, practice, engine, rebuild):
        rebuild()
        before = engine.status().index
        rebuild()

        assert answer(capsys, "rollback") == {"index": before}
        assert engine.status().index == before

    def test_says_what_to_do_without_one(self, practice, rebuild):
        rebuild()

        with pytest.raises(CommandError, match="search rebuild"):
            call_command("search", "rollback")


class TestVerify:
    def test_repairs_and_says_what_was_wrong(self, capsys, practice, engine):
        call_command("search", "rebuild")
        engine.apply([Change(id=str(practice.pk), version=99)])
        capsys.readouterr()

        found = answer(capsys, "verify")

        assert found["missing"] == [practice.pk]
        assert found["repaired"] == 1
        assert answer(capsys, "verify")["missing"] == []


class TestExplain:
    def test_shows_the_plan_and_the_score_of_the_first_result(self, capsys, practice):
        call_command("search", "rebuild", "--json")
        capsys.readouterr()

        found = answer(capsys, "explain", "garden")

        assert found["first"] == "Gardens"
        assert found["plan"]["concepts"][0]["alternatives"][0]["words"] == ["garden"]
        assert found["score"]["value"] > 0

    def test_explains_a_query_that_finds_nothing(self, capsys, practice):
        call_command("search", "rebuild", "--json")
        capsys.readouterr()

        assert answer(capsys, "explain", "zebra")["total"] == 0


class TestEvaluate:
    def test_is_the_command_search_evaluate(self, capsys, practice, rebuild, tmp_path):
        rebuild()
        judged = tmp_path / "judged.jsonl"
        judged.write_text('{"query": "gardens", "kind": "exact", "practices": {"P01": 3}}\n')

        assert answer(capsys, "evaluate", "--judgements", str(judged))["ndcg_at_10"] == 1.0


class TestLoadSynonyms:
    def test_says_what_it_did(self, capsys):
        call_command("load_synonyms")

        assert "created, 0 updated, 0 unchanged" in capsys.readouterr().out

    def test_ends_with_one_clear_line_for_a_wrong_file(self, tmp_path):
        path = tmp_path / "rules.json"
        path.write_text("{")

        with pytest.raises(CommandError, match=r"rules\.json, line 1"):
            call_command("load_synonyms", str(path))
