"""Files of judged queries, right and wrong."""

import pytest

from search.evaluation.judgements import JudgedQuery, JudgementError, read_judgements


def file_with(tmp_path, text):
    path = tmp_path / "judged.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


class TestReadJudgements:
    def test_reads_one_query_a_line(self, tmp_path):
        line = '{"query": "wigan", "kind": "area", "practices": {"P86": 3}}'

        judged = read_judgements(file_with(tmp_path, f"{line}\n\n"))

        assert judged == [JudgedQuery(query="wigan", kind="area", practices={"P86": 3})]

    @pytest.mark.parametrize(
        "line",
        [
            "{",
            "[]",
            '{"query": "wigan", "kind": "area"}',
            '{"query": "wigan", "kind": "area", "practices": ["P86"]}',
            '{"query": "wigan", "kind": "area", "practices": {"P86": 4}}',
            '{"query": "wigan", "kind": "area", "practices": {"P86": "best"}}',
        ],
    )
    def test_names_the_line_that_cannot_be_used(self, tmp_path, line):
        good = '{"query": "x", "kind": "y", "practices": {}}'

        with pytest.raises(JudgementError, match=r"judged\.jsonl, line 2"):
            read_judgements(file_with(tmp_path, f"{good}\n{line}\n"))

    def test_says_when_there_is_no_file(self, tmp_path):
        with pytest.raises(JudgementError, match="cannot be read"):
            read_judgements(tmp_path / "none.jsonl")
