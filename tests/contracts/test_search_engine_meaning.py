"""What is close in meaning, on both engines: what is found, in which order, how it is counted."""

from dataclasses import replace

import numpy as np
import pytest

from search.plan.model import Near
from search.port import Change, Meaning
from tests.factories.search import document, plan

MODEL = "tiny@1"
EAST, NORTH, UP = np.eye(3, dtype=np.float32)


def meaning(*vectors, model=MODEL):
    rows = np.array([vector / np.linalg.norm(vector) for vector in vectors], dtype="<f4")
    return Meaning(model=model, dimensions=rows.shape[1], rows=rows.tobytes())


def meaningful(number, title, *vectors, **texts):
    made = document(number, title, **texts)
    return replace(made, meanings=(meaning(*vectors),) if vectors else ())


def nearest(engine, vector, *, model=MODEL, visibility=("public",), limit=10):
    return engine.nearest(vector, model=model, visibility=visibility, limit=limit)


def ids(engine, made):
    return [hit.id for hit in engine.search(made).hits]


class TestNearest:
    def test_gives_the_cosine_of_each_document_nearest_first(self, engine):
        engine.rebuild(
            [meaningful(1, "A", NORTH), meaningful(2, "B", EAST), meaningful(3, "C", EAST + NORTH)]
        )

        found = nearest(engine, EAST)

        assert found == [("2", 1.0), ("3", pytest.approx(0.7071, abs=1e-3)), ("1", 0.0)]

    def test_takes_the_nearest_passage_of_a_document(self, engine):
        engine.rebuild([meaningful(1, "A", UP, EAST, NORTH), meaningful(2, "B", EAST + UP)])

        assert [found for found, _cosine in nearest(engine, EAST)] == ["1", "2"]

    def test_stops_at_the_limit_and_orders_equal_ones_by_id(self, engine):
        engine.rebuild([meaningful(number, "A", EAST) for number in (3, 1, 2)])

        assert nearest(engine, EAST, limit=2) == [("1", 1.0), ("2", 1.0)]

    def test_finds_no_document_that_the_reader_may_not_see(self, engine):
        engine.rebuild(
            [
                meaningful(1, "A", EAST, visibility=("group-7",)),
                meaningful(2, "B", EAST + NORTH),
                meaningful(3, "C", EAST + UP),
            ]
        )

        assert [found for found, _cosine in nearest(engine, EAST, limit=2)] == ["2", "3"]
        seen = nearest(engine, EAST, visibility=("public", "group-7"), limit=1)
        assert seen == [("1", 1.0)]

    def test_keeps_models_apart(self, engine):
        both = replace(
            document(1, "A"), meanings=(meaning(EAST), meaning([1, 0, 0, 0], model="wide@1"))
        )
        engine.rebuild([both, meaningful(2, "B", NORTH)])

        wide = np.array([1, 0, 0, 0], dtype=np.float32)
        assert nearest(engine, wide, model="wide@1") == [("1", 1.0)]
        assert nearest(engine, EAST, model="never-met@1") == []

    def test_follows_what_is_written(self, engine):
        engine.rebuild([document(1, "A"), meaningful(2, "B", EAST)])
        assert [found for found, _cosine in nearest(engine, EAST)] == ["2"]

        engine.apply(
            [
                Change(id="1", version=2, document=meaningful(1, "A", EAST, version=2)),
                Change(id="2", version=2, document=meaningful(2, "B", NORTH, version=2)),
            ]
        )
        assert nearest(engine, EAST) == [("1", 1.0), ("2", 0.0)]

        engine.apply(
            [
                Change(id="1", version=3, document=document(1, "A", version=3)),
                Change(id="2", version=3),
            ]
        )
        assert nearest(engine, EAST) == []

    def test_finds_nothing_in_an_index_without_vectors(self, engine):
        engine.rebuild([document(1, "A")])

        assert nearest(engine, EAST) == []


class TestRanking:
    def test_is_the_order_of_a_search(self, engine):
        engine.rebuild([document(number, "Dementia " * number) for number in range(1, 31)])
        made = plan("dementia", size=30)

        best = engine.ranking(made, 7)
        assert [item for item, _score in best] == ids(engine, made)[:7]
        assert best == [(hit.id, hit.score) for hit in engine.search(made).hits[:7]]
        whole = engine.ranking(replace(made, offset=20, size=3), 30)
        assert [item for item, _score in whole] == ids(engine, made)


@pytest.fixture
def library(engine):
    """Two documents hold the word, three do not; the last is near and not for everybody."""
    engine.rebuild(
        [
            document(1, "Dementia", body="gardens", keywords={"stage": ("idea",)}),
            document(2, "Other", body="gardens", keywords={"stage": ("running",)}),
            document(3, "Allotments", keywords={"stage": ("running",)}),
            document(4, "Greenhouse", keywords={"stage": ("idea",)}),
            document(5, "Secret", visibility=("group-7",), keywords={"stage": ("running",)}),
        ]
    )
    return engine


def near(*found):
    """Near documents, each a little less close than the one before."""
    return tuple(Near(id=item, closeness=1 - place / 10) for place, item in enumerate(found))


def widened(text="gardens", **changes):
    return replace(plan(text), near=near("5", "3", "2"), facets=("stage",), **changes)


class TestSearchByMeaning:
    def test_adds_what_is_near_and_puts_first_what_both_found(self, library):
        page = library.search(widened())

        assert [hit.id for hit in page.hits] == ["2", "1", "3"]
        assert page.total == 3
        assert page.facets == {"stage": {"idea": 1, "running": 2}}

    def test_tells_what_was_found_by_meaning_alone(self, library):
        by_meaning = {hit.id: hit.is_by_meaning for hit in library.search(widened()).hits}

        assert by_meaning == {"1": False, "2": False, "3": True}

    def test_counts_a_facet_as_choosing_its_value_does(self, library):
        counted = library.search(widened()).facets["stage"]

        for value, count in counted.items():
            chosen = replace(widened(), filters=plan(filters={"stage": (value,)}).filters)
            page = library.search(chosen)
            assert page.total == len(page.hits) == count
            assert page.facets["stage"] == counted

    def test_pages_without_gap_or_repeat(self, library):
        whole = ids(library, widened())

        paged = [found for at in range(4) for found in ids(library, widened(offset=at, size=1))]

        assert paged == whole

    def test_never_finds_what_the_reader_may_not_see(self, library):
        page = library.search(widened())

        assert "5" not in [hit.id for hit in page.hits]
        assert library.explain(widened(), "5") == {}

    @pytest.mark.parametrize("text", ['"gardens"', ""])
    def test_changes_nothing_for_exact_words_and_for_none(self, library, text):
        made = widened(text)

        assert library.search(made) == library.search(replace(made, near=()))

    def test_counts_without_results_as_with_them(self, library):
        counted = library.search(widened(size=0))

        assert counted.hits == ()
        assert counted.total == 3

    def test_takes_near_ids_that_no_document_has(self, library):
        page = library.search(replace(widened(), near=near("99", "3")))

        assert [hit.id for hit in page.hits] == ["2", "1", "3"]

    def test_keeps_the_order_of_words_below_the_fused_window(self, engine):
        engine.rebuild(
            [document(number, "Gardens") for number in range(1, 131)] + [document(131, "Near")]
        )
        made = replace(plan("gardens", size=40), near=near("131", "5"))

        found = [item for at in (0, 40, 80, 120) for item in ids(engine, replace(made, offset=at))]

        # Equal scores go newest first, so words alone give 130, 129 and so on down to 31, the end
        # of the window; 131 holds no word, and the words of 5 are below the window.
        by_words = [str(number) for number in range(130, 0, -1)]
        assert found[:102] == [*by_words[:100], "131", "5"]
        assert found[102:] == [number for number in by_words[100:] if number != "5"]
