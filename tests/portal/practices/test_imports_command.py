"""The import commands as operators meet them: messages, exit codes, and nothing half-written."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.practices.models import Beneficiary, PracticeLibraryPage, PracticePage, Theme
from tests.factories.import_files import import_file


def run(*arguments, command="import_practices"):
    """Standard output and standard error of one command."""
    out, err = StringIO(), StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.usefixtures("_vocabulary")
class TestImportPracticesCommand:
    def test_ends_with_one_line_of_counts(self, tmp_path, row):
        path = import_file(tmp_path, [row])

        assert run(path)[0] == "1 created, 0 updated, 0 unchanged.\n"
        assert run(path)[0] == "0 created, 0 updated, 1 unchanged.\n"

    def test_prints_the_counts_as_json(self, tmp_path, row):
        out, _err = run(import_file(tmp_path, [row]), "--json")

        assert json.loads(out) == {"created": 1, "updated": 0, "unchanged": 0}

    def test_draws_no_progress_bar_into_a_log(self, tmp_path, row, capfd):
        run(import_file(tmp_path, [row]))

        assert capfd.readouterr().err == ""

    def test_writes_nothing_in_a_dry_run(self, tmp_path, row):
        out, _err = run(import_file(tmp_path, [row]), "--dry-run")

        assert out == "Rows checked: 1, all good. Nothing was written (dry run).\n"
        assert PracticePage.objects.count() == 0

    def test_prints_a_dry_run_as_json(self, tmp_path, row):
        out, _err = run(import_file(tmp_path, [row]), "--dry-run", "--json")

        assert json.loads(out) == {"checked": 1}

    def test_writes_no_row_when_one_is_bad(self, tmp_path, row):
        bad = {**row, "reference": "P02", "themes": ["magic"], "as_of": "2999"}
        path = import_file(tmp_path, [row, bad])
        err = StringIO()

        with pytest.raises(CommandError) as refusal:
            call_command("import_practices", str(path), stderr=err)

        assert PracticePage.objects.count() == 0
        assert refusal.value.returncode == 1
        assert str(refusal.value).startswith("Nothing was written: 2 errors found.")
        assert [line.split(": ")[:3] for line in err.getvalue().splitlines()] == [
            ["practices.json", "row 2 (P02)", "as_of"],
            ["practices.json", "row 2 (P02)", "themes"],
        ]

    def test_names_a_file_that_is_not_json(self, tmp_path):
        path = tmp_path / "broken.json"
        path.write_text('{"format": ')

        with pytest.raises(CommandError, match=r"^broken\.json: this is not valid JSON"):
            run(path)

    def test_says_what_to_run_when_there_is_no_library(self, tmp_path, row):
        PracticeLibraryPage.objects.get().delete()

        with pytest.raises(CommandError, match=r"Run: manage\.py setup_site"):
            run(import_file(tmp_path, [row]))


@pytest.mark.django_db
class TestOtherImportCommands:
    def test_imports_themes(self, tmp_path):
        path = import_file(tmp_path, [{"slug": "pay", "name": "Pay"}], kind="themes")

        run(path, command="import_themes")

        assert Theme.objects.get().name == "Pay"

    def test_imports_one_vocabulary_by_the_name_of_its_model(self, tmp_path):
        rows = [{"slug": "workers", "name": "Workers"}]

        run(
            "beneficiary", import_file(tmp_path, rows, kind="beneficiaries"), command="import_terms"
        )

        assert Beneficiary.objects.get().slug == "workers"

    def test_names_the_vocabularies_when_asked_for_another(self, tmp_path):
        with pytest.raises(CommandError, match=r"choose from .*beneficiary.*sector"):
            run("wizards", tmp_path, command="import_terms")

    def test_refuses_a_file_of_another_vocabulary(self, tmp_path):
        path = import_file(tmp_path, [], kind="sectors")

        with pytest.raises(CommandError, match="common-practice/beneficiaries/1"):
            run("beneficiary", path, command="import_terms")
