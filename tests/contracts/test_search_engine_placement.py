"""What moderators put first or leave out, and priors on scores, on both engines."""

from dataclasses import replace

import pytest

from search.port import PRIORS
from tests.factories.search import document, plan


def found(engine, made):
    return [hit.id for hit in engine.search(made).hits]


@pytest.fixture
def gardens(engine):
    """Ten gardens, the shortest first, of which one is private, and one of something else."""
    engine.rebuild(
        [
            document(number, "Garden", body="word " * number, keywords={"stage": ("running",)})
            for number in range(1, 10)
        ]
        + [
            document(10, "Garden", visibility=("members",), keywords={"stage": ("running",)}),
            document(11, "Time bank", keywords={"stage": ("stopped",)}),
        ]
    )
    return engine


class TestPinned:
    def test_stand_first_in_their_order_whatever_their_words(self, gardens):
        made = plan("garden", pinned=("11", "2"))

        page = gardens.search(made)

        assert [hit.id for hit in page.hits][:4] == ["11", "2", "1", "3"]
        assert [hit.is_pinned for hit in page.hits][:3] == [True, True, False]

    def test_are_counted_once_in_the_total_and_in_each_facet(self, gardens):
        page = gardens.search(plan("garden", pinned=("11", "2"), facets=("stage",)))

        assert page.total == 10
        assert page.facets == {"stage": {"running": 9, "stopped": 1}}

    def test_keep_their_places_from_page_to_page(self, gardens):
        made = plan("garden", pinned=("11", "2"))

        pages = [found(gardens, replace(made, offset=offset, size=3)) for offset in (0, 3, 6, 9)]

        assert pages == [["11", "2", "1"], ["3", "4", "5"], ["6", "7", "8"], ["9"]]

    def test_are_under_the_filters(self, gardens):
        made = plan("garden", pinned=("11", "2"), filters={"stage": ("stopped",)})

        assert found(gardens, made) == ["11"]

    def test_are_never_what_the_reader_may_not_see(self, gardens):
        page = gardens.search(plan("garden", pinned=("10",), size=20))

        assert "10" not in [hit.id for hit in page.hits]
        assert page.total == 9

    def test_give_way_to_the_order_by_date(self, gardens):
        made = replace(plan("garden", pinned=("2",)), is_newest_first=True)

        assert found(gardens, made)[0] == "9"

    def test_are_within_the_ids_of_the_plan(self, gardens):
        assert found(gardens, plan("garden", pinned=("11", "2"), ids=("1", "2"))) == ["2", "1"]


class TestHidden:
    def test_are_neither_found_nor_counted(self, gardens):
        page = gardens.search(plan("garden", hidden=("9", "8"), facets=("stage",), size=20))

        assert [hit.id for hit in page.hits] == ["1", "2", "3", "4", "5", "6", "7"]
        assert page.total == 7
        assert page.facets == {"stage": {"running": 7}}

    def test_are_hidden_also_when_they_are_pinned(self, gardens):
        assert "9" not in found(gardens, plan("garden", hidden=("9",), pinned=("9",), size=20))


class TestPrior:
    def test_orders_what_matches_equally_well(self, engine):
        engine.rebuild(
            [
                replace(document(number, "Garden"), prior=prior)
                for number, prior in enumerate(reversed(PRIORS), start=1)
            ]
        )

        assert found(engine, plan("garden")) == ["1", "2", "3", "4", "5"]

    def test_multiplies_the_score(self, engine):
        engine.rebuild([document(1, "Garden"), replace(document(2, "Garden"), prior=1.2)])

        lifted, plain = engine.search(plan("garden")).hits

        assert lifted.score == pytest.approx(1.2 * plain.score, rel=1e-5)

    def test_is_too_small_to_beat_a_much_better_match(self, engine):
        engine.rebuild(
            [
                replace(document(1, "Garden", body="dementia garden"), prior=min(PRIORS)),
                replace(document(2, "Other", body="a garden among many words"), prior=max(PRIORS)),
            ]
        )

        assert found(engine, plan("dementia garden")) == ["1", "2"]

    def test_moves_nothing_in_the_order_by_date(self, engine):
        engine.rebuild([replace(document(1, "Garden"), prior=1.2), document(2, "Garden")])

        assert found(engine, plan()) == ["2", "1"]
