"""Judged queries run through the finder’s own plan."""

import pytest

from search.evaluation.judgements import JudgedQuery
from search.evaluation.run import evaluate
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db


class TestEvaluate:
    def test_scores_each_query_by_the_references_it_finds(self, engine, rebuild):
        PracticePageFactory(reference="P01", title="Gardens")
        PracticePageFactory(reference="P02", title="Meadows")
        rebuild()
        judged = [
            JudgedQuery(query="gardens", kind="exact", practices={"P01": 3}),
            JudgedQuery(query="meadows", kind="exact", practices={"P01": 3}),
            JudgedQuery(query="nothing", kind="none", practices={"P01": 3}),
        ]

        evaluation = evaluate(judged, engine=engine)

        assert [score.found for score in evaluation.scores] == [("P01",), ("P02",), ()]
        assert evaluation.summary == {
            "queries": 3,
            "ndcg_at_10": pytest.approx(1 / 3, abs=1e-4),
            "mrr_at_10": pytest.approx(1 / 3, abs=1e-4),
            "recall_at_10": pytest.approx(1 / 3, abs=1e-4),
            "no_result_rate": pytest.approx(1 / 3, abs=1e-4),
        }
        assert evaluation.ndcg_by_kind == {"exact": 0.5, "none": 0.0}

    def test_gives_zeros_for_no_queries(self, engine, rebuild):
        rebuild()

        assert evaluate([], engine=engine).summary["ndcg_at_10"] == 0.0
