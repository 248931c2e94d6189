"""Judged queries run through the finder’s own plan."""

import pytest

from search.evaluation.judgements import JudgedQuery
from search.evaluation.run import evaluate, practice_names
from tests.factories.organisations import SectorFactory
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db


def judged(query, **filters):
    return JudgedQuery(query=query, kind="exact", grades={"P01": 3}, filters=filters)


class TestEvaluate:
    def test_scores_each_query_by_the_references_it_finds(self, engine, rebuild):
        PracticePageFactory(reference="P01", title="Gardens")
        PracticePageFactory(reference="P02", title="Meadows")
        rebuild()
        queries = [judged("gardens"), judged("meadows"), judged("nothing")]

        scores = evaluate(queries, engine=engine, names=practice_names().get)

        assert [score.found for score in scores] == [("P01",), ("P02",), ()]
        assert [score.ndcg for score in scores] == [1.0, 0.0, 0.0]
        assert all(score.has_answer for score in scores)

    def test_keeps_to_the_filters_of_a_query(self, engine, rebuild):
        PracticePageFactory(reference="P02", title="Gardens")
        wanted = PracticePageFactory(reference="P01", title="Gardens")
        wanted.sectors = [SectorFactory(slug="housing")]
        wanted.save()
        rebuild()

        (score,) = evaluate(
            [judged("gardens", sector=("housing",))], engine=engine, names=practice_names().get
        )

        assert score.found == ("P01",)

    def test_calls_a_practice_without_a_reference_by_its_number(self, engine, rebuild):
        practice = PracticePageFactory(reference="", title="Gardens")
        rebuild()

        (score,) = evaluate([judged("gardens")], engine=engine, names=practice_names().get)

        assert score.found == (str(practice.pk),)
