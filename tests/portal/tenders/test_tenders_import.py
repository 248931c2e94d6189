"""What an operator sees of an import, and its exit codes."""

import json

import pytest
from django.core.management import call_command

from portal.tenders.models import Tender
from tests.portal.tenders.conftest import FIXTURES

pytestmark = pytest.mark.django_db


class TestTendersImport:
    def test_prints_one_object_with_every_release(self, capsys):
        call_command("tenders_import", FIXTURES / "package.json", "--json")

        told = json.loads(capsys.readouterr().out)
        assert {key: told[key] for key in ("files", "accepted", "care_relevant", "dry_run")} == {
            "files": 1,
            "accepted": 3,
            "care_relevant": 3,
            "dry_run": False,
        }
        assert told["repaired"][0]["path"] == "tender/lotDetails/maximumLotsBidPerSupplier"
        assert told["refused"] == []
        assert [item["row"] for item in told["releases"]] == [1, 2, 3]

    def test_names_file_row_line_and_field_of_a_release_without_ocid(self, tmp_path, capsys):
        path = tmp_path / "notices.json"
        path.write_text('{"releases": [\n{"id": "a", "date": "2026-11-01T00:00:00Z"}\n]}')

        with pytest.raises(SystemExit) as exit_code:
            call_command("tenders_import", path)

        printed = capsys.readouterr()
        assert exit_code.value.code == 1
        assert "notices.json: row 1, line 2: ocid: The ocid is missing." in printed.err
        assert "0 releases accepted from 1 files" in printed.out

    def test_writes_nothing_on_a_dry_run(self, capsys):
        call_command("tenders_import", FIXTURES / "package.json", "--dry-run")

        assert "Nothing was written (dry run)." in capsys.readouterr().out
        assert not Tender.objects.exists()

    def test_draws_no_bar_where_nobody_watches(self, capsys):
        call_command("tenders_import", FIXTURES / "package.json")

        assert capsys.readouterr().err == ""

    def test_prints_what_each_release_states_when_asked(self, capsys):
        call_command("tenders_import", FIXTURES / "package.json", "--json", "--facts")

        releases = json.loads(capsys.readouterr().out)["releases"]
        assert [item["facts"]["ocid"] for item in releases] == [item["ocid"] for item in releases]
        assert all(item["facts"]["buyers"] for item in releases)

    def test_prints_the_facts_as_lines_for_people_too(self, capsys):
        call_command("tenders_import", FIXTURES / "package.json", "--facts")

        lines = capsys.readouterr().out.splitlines()
        assert len([line for line in lines if line.startswith("Facts     {")]) == 3

    def test_takes_an_address_for_a_feed_and_not_for_a_file(self, capsys):
        with pytest.raises(SystemExit):
            call_command("tenders_import", "http://127.0.0.1:none/")

        assert "The service cannot be reached (ValueError)" in capsys.readouterr().err
