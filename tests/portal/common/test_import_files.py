"""Files are refused as a whole, by name, before anything looks inside."""

import pytest

from portal.common import import_files
from portal.common.import_files import (
    ImportCounts,
    RowError,
    UnreadableFileError,
    counts_of,
    read_rows,
)
from tests.factories.import_files import import_file


def rows_of(path):
    return read_rows(path, format_name="common-practice/practices/1", rows_key="practices")


class TestReadRows:
    def test_returns_the_list(self, tmp_path):
        path = import_file(tmp_path, [{"reference": "P01"}, {"reference": "P02"}])

        assert rows_of(path) == [{"reference": "P01"}, {"reference": "P02"}]

    def test_reads_a_file_that_begins_with_a_byte_order_mark(self, tmp_path):
        path = import_file(tmp_path, [])
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

        assert rows_of(path) == []

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b'{"format": "common-practice/practices/1", ', "this is not valid JSON"),
            (b"", "this is not valid JSON"),
            (b"[" * 100_000, "this is not valid JSON"),
            (b"\xff\xfe{}", "the file is not UTF-8 text"),
            (b"[]", "this file is not of the format “common-practice/practices/1”"),
            (b'{"format": "common-practice/themes/1"}', "this file is not of the format"),
            (b'{"format": "common-practice/practices/1"}', "there is no list called “practices”"),
            (
                b'{"format": "common-practice/practices/1", "practices": {}}',
                "there is no list called “practices”",
            ),
            (b'{"format": 1, "format": 2}', "the key “format” stands twice in one object"),
            (b'{"practices": NaN}', "NaN is not a number in JSON"),
        ],
        ids=[
            "cut off",
            "empty",
            "nested without end",
            "not UTF-8",
            "not an object",
            "another format",
            "no list",
            "an object for a list",
            "a key twice",
            "not a number",
        ],
    )
    def test_names_the_file_that_cannot_be_used_and_says_why(self, tmp_path, content, reason):
        path = tmp_path / "broken.json"
        path.write_bytes(content)

        with pytest.raises(UnreadableFileError) as refusal:
            rows_of(path)

        assert str(refusal.value).startswith("broken.json: ")
        assert reason in str(refusal.value)

    def test_names_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(UnreadableFileError, match=r"^absent\.json: the file cannot be opened"):
            rows_of(tmp_path / "absent.json")

    def test_refuses_a_folder(self, tmp_path):
        with pytest.raises(UnreadableFileError, match="the file cannot be opened"):
            rows_of(tmp_path)

    def test_refuses_a_file_that_would_fill_the_memory(self, tmp_path, monkeypatch):
        monkeypatch.setattr(import_files, "LARGEST_FILE", 10)
        path = import_file(tmp_path, [])

        with pytest.raises(UnreadableFileError, match="Split it"):
            rows_of(path)


class TestRowError:
    def test_names_file_row_key_and_field(self):
        error = RowError(file="a.json", row=3, key="P03", field="themes", message="Not known.")

        assert str(error) == "a.json: row 3 (P03): themes: Not known."

    def test_leaves_out_a_key_that_is_missing(self):
        error = RowError(file="a.json", row=3, key="", field="reference", message="Empty.")

        assert str(error) == "a.json: row 3: reference: Empty."

    def test_cannot_send_commands_to_the_terminal(self):
        error = RowError(file="a.json", row=1, key="\x1b[2J", field="\ud800", message="line\nline")

        assert str(error) == "a.json: row 1 (\\x1b[2J): \\ud800: line\\nline"


class TestCountsOf:
    def test_counts_each_outcome(self):
        outcomes = ["created", "unchanged", "created", "updated"]

        assert counts_of(iter(outcomes)) == ImportCounts(created=2, updated=1, unchanged=1)

    def test_adds_up(self):
        one, other = ImportCounts(created=1, unchanged=2), ImportCounts(created=3, updated=4)

        assert one + other == ImportCounts(created=4, updated=4, unchanged=2)
