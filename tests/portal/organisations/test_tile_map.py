"""The map of tiles has a place for each borough and marks those that some areas concern."""

import pytest

from portal.organisations.tile_map import PLACES, map_of_areas
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


def marked(drawn):
    return [tile.name for tile in drawn.tiles if tile.total]


class TestMapOfAreas:
    def test_marks_the_borough_that_a_place_lies_in(self, bury, wigan):
        drawn = map_of_areas([AreaFactory(name="Radcliffe", parent=bury)])

        assert marked(drawn) == ["Bury"]
        assert drawn.sentence == "Map of Greater Manchester. Marked: Bury."

    def test_marks_every_borough_inside_a_wider_area(self, region, bury, wigan):
        assert marked(map_of_areas([region])) == ["Bury", "Wigan"]

    def test_is_none_where_no_tile_would_be_marked(self, bury):
        assert map_of_areas([AreaFactory(name="Leeds")]) is None

    def test_asks_nothing_without_places(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert map_of_areas([]) is None


class TestThePlaces:
    def test_are_one_for_each_borough(self):
        assert len(set(PLACES.values())) == len(PLACES) == 10
