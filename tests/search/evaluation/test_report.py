"""Means, means by kind, and the difference from a report written before."""

import json
from dataclasses import asdict

import pytest

from search.evaluation.errors import EvaluationError
from search.evaluation.report import comparison, is_significant_loss, read_report, report
from search.evaluation.run import QueryScore


def score(query, ndcg, *, kind="exact", has_answer=True, found=("P01",)):
    return QueryScore(
        query=query,
        kind=kind,
        has_answer=has_answer,
        ndcg=ndcg,
        reciprocal_rank=ndcg,
        recall=ndcg,
        found=found,
    )


def rows(ndcg, *, count=50, kind="exact"):
    return [asdict(score(f"q{number}", ndcg, kind=kind)) for number in range(count)]


class TestReport:
    def test_gives_means_of_all_and_of_each_kind(self):
        answer = report([score("a", 1.0), score("b", 0.0, kind="typo", found=())])

        assert (answer["queries"], answer["ndcg_at_10"], answer["no_result_rate"]) == (2, 0.5, 0.5)
        assert answer["by_kind"]["exact"]["ndcg_at_10"] == 1.0
        assert answer["by_kind"]["typo"]["no_result_rate"] == 1.0
        assert [row["query"] for row in answer["scores"]] == ["a", "b"]

    def test_blames_no_query_for_finding_nothing_where_there_is_nothing(self):
        answer = report([score("a", 1.0), score("b", 0.0, has_answer=False, found=())])

        assert answer["no_result_rate"] == 0.0


class TestReadReport:
    def test_reads_the_scores_back(self, tmp_path):
        path = tmp_path / "before.json"
        path.write_text(json.dumps(report([score("a", 0.5)])))

        assert read_report(path)[0]["ndcg"] == 0.5

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"scores": [{}]}', '{"scores": 1}'])
    def test_refuses_any_other_file_by_name(self, tmp_path, text):
        path = tmp_path / "before.json"
        path.write_text(text)

        with pytest.raises(EvaluationError, match=r"before\.json"):
            read_report(path)

    def test_says_when_there_is_no_file(self, tmp_path):
        with pytest.raises(EvaluationError, match="cannot be read"):
            read_report(tmp_path / "none.json")


class TestComparison:
    def test_pairs_queries_and_counts_those_of_one_side(self):
        found = comparison(rows(0.5, count=3), rows(0.6, count=4))

        assert (found["queries"], found["only_before"], found["only_after"]) == (3, 0, 1)
        assert found["ndcg_at_10"]["difference"] == pytest.approx(0.1)
        assert found["ndcg_at_10"]["is_gain"]

    def test_pairs_a_query_that_was_judged_twice_in_order(self):
        twice = rows(0.2, count=1) + rows(0.8, count=1)

        assert comparison(twice, twice)["queries"] == 2

    def test_refuses_reports_without_a_common_query(self):
        with pytest.raises(EvaluationError, match="No query"):
            comparison(rows(0.5), rows(0.5, kind="typo"))


class TestIsSignificantLoss:
    @pytest.mark.parametrize(("after", "expected"), [(0.4, True), (0.495, False), (0.6, False)])
    def test_needs_more_than_chance_and_more_than_is_tolerated(self, after, expected):
        assert is_significant_loss(comparison(rows(0.5), rows(after))) is expected

    def test_is_none_without_a_comparison(self):
        assert not is_significant_loss(None)
