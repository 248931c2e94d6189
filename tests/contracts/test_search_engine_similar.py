"""Documents that resemble another, on both engines."""

import pytest

from search.plan.likeness import Likeness, Shared
from search.plan.model import FieldFilter
from search.port import Change, SearchUnavailableError
from tests.factories.search import document


def similar(engine, **parts):
    return [one.id for one in engine.similar(Likeness(document_id="1", **parts))]


class TestSimilar:
    def test_ranks_documents_by_the_words_that_they_share_with_another(self, engine):
        engine.rebuild(
            [
                document(1, "Gardens for people with dementia"),
                document(2, "Dementia"),
                document(3, "Gardening and dementia"),
                document(4, "Night care"),
            ]
        )

        assert similar(engine, words=("gardens", "dementia")) == ["3", "2"]

    def test_never_gives_the_document_itself(self, engine):
        engine.rebuild([document(1, "Gardens")])

        assert similar(engine, words=("gardens",)) == []

    def test_adds_a_fixed_score_for_a_value_that_both_have(self, engine):
        engine.rebuild(
            [
                document(1, "Gardens"),
                document(2, "Meadows", keywords={"theme": ("green",)}),
                document(3, "Meadows", keywords={"theme": ("green",), "client_group": ("older",)}),
                document(4, "Meadows"),
            ]
        )

        found = engine.similar(
            Likeness(
                document_id="1",
                shared=(
                    Shared(field="theme", value="green", weight=2.0),
                    Shared(field="client_group", value="older", weight=1.0),
                ),
            )
        )

        assert [(one.id, one.score) for one in found] == [("3", 3.0), ("2", 2.0)]

    def test_leaves_out_documents_with_a_value_that_is_not_wanted(self, engine):
        engine.rebuild(
            [
                document(1, "Gardens", keywords={"sector": ("charity",)}),
                document(2, "Gardens", keywords={"sector": ("charity", "council")}),
                document(3, "Gardens", keywords={"sector": ("council",)}),
                document(4, "Gardens"),
            ]
        )
        without = (FieldFilter(field="sector", values=("charity",)),)

        assert similar(engine, words=("gardens",), without=without) == ["4", "3"]

    def test_gives_the_newest_of_equals_first_and_no_more_than_asked_for(self, engine):
        engine.rebuild([document(number, "Gardens") for number in (4, 1, 3, 2)])

        assert similar(engine, words=("gardens",), limit=3) == ["4", "3", "2"]

    def test_gives_nothing_for_nothing_to_share(self, engine):
        engine.rebuild([document(2, "Gardens")])

        assert similar(engine) == []

    def test_shows_nothing_that_the_reader_may_not_see(self, engine):
        engine.rebuild([document(2, "Care"), document(3, "Care", visibility=("members",))])

        assert similar(engine, words=("care",)) == ["2"]
        assert similar(engine, words=("care",), visibility=("public", "members")) == ["3", "2"]

    def test_forgets_a_document_that_was_taken_out(self, engine):
        engine.rebuild([document(2, "Care")])

        engine.apply([Change(id="2", version=2)])

        assert similar(engine, words=("care",)) == []

    def test_says_when_the_engine_is_down(self, dead_engine):
        with pytest.raises(SearchUnavailableError):
            similar(dead_engine, words=("care",))


@pytest.mark.elasticsearch
class TestAgreement:
    def test_gives_the_same_documents_in_the_same_order(self, both_engines):
        texts = ("night care", "gardens and cafés", "volunteer drivers", "dementia at home")
        for engine in both_engines:
            engine.rebuild(
                document(number, texts[number % 4], body=texts[number % 3] * (number % 5))
                for number in range(1, 41)
            )
        likeness = Likeness(document_id="1", words=("night", "care", "dementia"), limit=20)

        embedded, server = (engine.similar(likeness) for engine in both_engines)

        assert [one.id for one in embedded] == [one.id for one in server]
