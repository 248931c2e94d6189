"""Rows become a file that spreadsheets open as it was meant, whatever somebody typed."""

import csv
import io

import pytest

from portal.common.spreadsheets import csv_download, csv_lines


def read(lines):
    text = b"".join(lines).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


class TestCsvLines:
    def test_begin_with_the_mark_by_which_excel_knows_utf_8(self):
        assert next(csv_lines([["é"]])) == b"\xef\xbb\xbf"

    @pytest.mark.parametrize(
        "cell", ["plain", "a,b", 'says "so"', "two\nlines", "£9 – Montréal", "", "2018-12", "5 - 3"]
    )
    def test_read_back_as_they_were(self, cell):
        assert read(csv_lines([["x", cell]])) == [["x", cell]]

    @pytest.mark.parametrize(
        "cell",
        ["=1+1", "+44 161", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"],
    )
    def test_are_no_formulas(self, cell):
        assert read(csv_lines([[cell]])) == [[f"'{cell}"]]


class TestCsvDownload:
    def test_is_a_named_file_to_keep(self):
        answer = csv_download([b"a\r\n"], filename="practices-2026-01-02.csv")

        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.headers["Content-Disposition"] == (
            'attachment; filename="practices-2026-01-02.csv"'
        )
