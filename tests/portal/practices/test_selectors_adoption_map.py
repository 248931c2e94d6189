"""The map of tiles counts each place in its borough and says in words what it shows."""

import pytest

from portal.practices.selectors.adoption_map import adoption_map
from tests.factories.organisations import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return AreaFactory(slug="greater-manchester", name="Greater Manchester")


@pytest.fixture
def bury(region):
    return AreaFactory(slug="bury", name="Bury", parent=region)


@pytest.fixture
def wigan(region):
    return AreaFactory(slug="wigan", name="Wigan", parent=region)


class TestTileMap:
    def test_counts_a_place_in_the_borough_that_it_lies_in(self, bury, wigan):
        radcliffe = AreaFactory(name="Radcliffe", parent=bury)

        drawn = adoption_map([radcliffe, bury])

        assert {tile.name: tile.total for tile in drawn.tiles} == {"Bury": 2, "Wigan": 0}
        assert not drawn.note

    def test_says_in_words_what_it_shows(self, bury, wigan):
        assert adoption_map([bury, wigan, wigan]).sentence == (
            "Map of Greater Manchester: taken up in 2 boroughs. Bury 1, Wigan 2."
        )

    def test_counts_wider_and_other_places_apart(self, bury, region):
        leeds = AreaFactory(name="Leeds")

        assert adoption_map([bury, region, leeds]).note.startswith("2 more are in wider areas")

    def test_is_none_where_no_tile_would_be_marked(self, region, bury):
        assert adoption_map([region]) is None

    def test_asks_nothing_without_places(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert adoption_map([]) is None
