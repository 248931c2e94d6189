"""Files of judged queries, right and wrong."""

import pytest

from search.evaluation.errors import EvaluationError
from search.evaluation.judgements import (
    NO_KIND,
    JudgedQuery,
    read_corpus_judgements,
    read_practice_judgements,
)


def file_with(tmp_path, text):
    path = tmp_path / "judged.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


class TestReadPracticeJudgements:
    def test_reads_one_query_a_line(self, tmp_path):
        line = '{"query": "wigan", "kind": "area", "practices": {"P86": 3}}'

        judged = read_practice_judgements(file_with(tmp_path, f"\ufeff{line}\n\n"))

        assert judged == [JudgedQuery(query="wigan", kind="area", grades={"P86": 3})]

    @pytest.mark.parametrize(
        ("line", "field"),
        [
            ("{", "JSON"),
            ("[]", "object"),
            ('{"query": "wigan", "kind": "area"}', "practices"),
            ('{"query": "wigan", "kind": "area", "practices": ["P86"]}', "practices"),
            ('{"query": "wigan", "kind": "area", "practices": {"P86": 4}}', "P86"),
            ('{"query": "wigan", "kind": "area", "practices": {"P86": "best"}}', "P86"),
            ('{"query": "wigan", "kind": "area", "practices": {"P86": true}}', "P86"),
            ('{"query": "", "kind": "area", "practices": {}}', "query"),
            ('{"query": ["a"], "kind": "area", "practices": {}}', "query"),
            ('{"query": "a", "practices": {}, "filters": []}', "filters"),
            ("[" * 100_000, "JSON"),
        ],
    )
    def test_names_the_line_and_field_that_cannot_be_used(self, tmp_path, line, field):
        good = '{"query": "x", "kind": "y", "practices": {}}'

        with pytest.raises(EvaluationError, match=rf"judged\.jsonl, line 2: .*{field}"):
            read_practice_judgements(file_with(tmp_path, f"{good}\n{line}\n"))

    def test_says_when_there_is_no_file(self, tmp_path):
        with pytest.raises(EvaluationError, match="cannot be read"):
            read_practice_judgements(tmp_path / "none.jsonl")

    def test_says_when_the_file_is_no_text(self, tmp_path):
        path = tmp_path / "judged.jsonl"
        path.write_bytes(b"\xff\xfe\x00")

        with pytest.raises(EvaluationError, match="cannot be read"):
            read_practice_judgements(path)

    def test_refuses_a_file_without_queries(self, tmp_path):
        with pytest.raises(EvaluationError, match="no judged query"):
            read_practice_judgements(file_with(tmp_path, "\n"))


class TestReadCorpusJudgements:
    def test_takes_any_ids_and_whole_grades(self, tmp_path):
        line = '{"query": "a b", "documents": {"x/1": 7, "y": -1, "z": 1.0}}'

        (judged,) = read_corpus_judgements(file_with(tmp_path, line))

        assert judged.grades == {"x/1": 7, "y": -1, "z": 1}
        assert judged.kind == NO_KIND

    def test_takes_filters_of_one_or_several_values(self, tmp_path):
        filters = '{"year": 1962, "place": ["Wigan", "Bury"]}'
        line = f'{{"query": "a", "documents": {{}}, "filters": {filters}}}'

        (judged,) = read_corpus_judgements(file_with(tmp_path, line))

        assert judged.filters == {"year": ("1962",), "place": ("Wigan", "Bury")}


class TestJudgedQuery:
    @pytest.mark.parametrize(
        ("grades", "expected"), [({"a": 1}, True), ({"a": 0, "b": -1}, False), ({}, False)]
    )
    def test_has_an_answer_when_something_is_of_use(self, grades, expected):
        assert JudgedQuery(query="a", kind="b", grades=grades).has_answer is expected
