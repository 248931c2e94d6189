"""A spreadsheet is imported as JSON is, and what is wrong is named by row and column."""

import pytest

from portal.common.import_files import UnreadableFileError
from portal.practices.imports.csv_rows import csv_cells, csv_columns, read_csv_rows
from portal.practices.imports.reading import read_practice_files
from tests.factories.import_files import AT

GOOD = {
    "reference": "P01",
    "title": "Choosing staff",
    "summary": "People choose who works with them.",
    "stage": "running",
    "evidence": "reported",
    "themes": "recruitment",
}


def table(folder, *rows, encoding="utf-8"):
    """A spreadsheet with the columns of the first row, and these rows."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    text = "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    path = folder / "practices.csv"
    path.write_bytes(text.encode(encoding))
    return path


def refused(path):
    with pytest.raises(UnreadableFileError) as refusal:
        read_csv_rows(path)
    return str(refusal.value)


class TestReadCsvRows:
    def test_reads_lists_and_rows_within_rows(self, tmp_path):
        deep = {
            "themes": "pay; staff ;",
            "claims[2].value": "9.28",
            "claims[1].value": "3",
            "links[1].our_reading": "Yes",
            "wants[1]": "More",
            "featured_order": "7",
            "summary": "",
        }

        (row,) = read_csv_rows(table(tmp_path, deep))

        assert row == {
            "themes": ["pay", "staff"],
            "claims": [{"value": "3"}, {"value": "9.28"}],
            "links": [{"our_reading": True}],
            "wants": ["More"],
            "featured_order": 7,
        }

    def test_takes_off_what_was_put_before_a_formula(self, tmp_path):
        row = {"title": "'=SUM(1)", "summary": "'tis so"}

        assert read_csv_rows(table(tmp_path, row)) == [{"title": "=SUM(1)", "summary": "'tis so"}]

    def test_leaves_empty_lines_out(self, tmp_path):
        assert len(read_csv_rows(table(tmp_path, GOOD, dict.fromkeys(GOOD, " ")))) == 1

    def test_gives_back_what_it_was_made_of(self, tmp_path):
        rows = [{"title": "A", "themes": ["x", "y"], "claims": [{"value": "1", "unit": "%"}]}]
        columns = csv_columns(rows)

        again = table(tmp_path, dict(zip(columns, csv_cells(rows[0], columns), strict=True)))

        assert read_csv_rows(again) == rows


@pytest.mark.usefixtures("_vocabulary")
class TestErrors:
    def test_name_the_row_that_a_spreadsheet_program_shows(self, tmp_path):
        path = table(tmp_path, GOOD, {**GOOD, "reference": "P02", "stage": "magic"})

        records, (error,) = read_practice_files([path], at=AT)

        assert len(records) == 2
        assert (error.file, error.row, error.key, error.field) == (
            "practices.csv",
            3,
            "P02",
            "stage",
        )

    def test_name_the_figure(self, tmp_path):
        path = table(tmp_path, {**GOOD, "claims[1].as_of": "2999", "claims[1].value": "1"})

        _records, errors = read_practice_files([path], at=AT)

        assert "claims[1].as_of" in {error.field for error in errors}

    def test_name_cells_beyond_the_last_column(self, tmp_path):
        path = table(tmp_path, GOOD)
        path.write_bytes(path.read_bytes() + b',"too much"')

        _records, (error,) = read_practice_files([path], at=AT)

        assert error.field == "after the last column"


class TestUnreadableTables:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "not a table"),
            (b"\xff\xfe\x00", "not UTF-8"),
            (b'reference,title\n"P01,', "not a table"),
            (b"reference,Title of it\nP01,x", "no field is called"),
            (b"claims[0].value\n1", "no field is called"),
            (b"claims[99].value\n1", "no field is called"),
            (b"title,title\na,b", "same name"),
            (b"wants[1],wants[1].text\na,b", "same name"),
        ],
    )
    def test_are_refused_as_a_whole(self, tmp_path, content, message):
        path = tmp_path / "practices.csv"
        path.write_bytes(content)

        assert message in refused(path)

    def test_are_those_that_are_not_there(self, tmp_path):
        assert "cannot be opened" in refused(tmp_path / "none.csv")
