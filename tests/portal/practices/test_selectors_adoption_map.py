"""The map of tiles counts each place in its borough and says in words what it shows."""

import pytest

from portal.organisations.models.vocabulary import AreaKind
from portal.practices.selectors.adoption_map import adoption_map
from tests.factories.organisations import AreaFactory

pytestmark = pytest.mark.django_db


ELSEWHERE = ("Leeds", "Yorkshire", "Greater Manchester", "England", "Cardiff", "Montréal", "Japan")


@pytest.fixture
def union():
    return AreaFactory(name="United Kingdom", kind=AreaKind.COUNTRY)


@pytest.fixture
def england(union):
    return AreaFactory(name="England", kind=AreaKind.COUNTRY, parent=union)


@pytest.fixture
def region(england):
    return AreaFactory(slug="greater-manchester", name="Greater Manchester", parent=england)


@pytest.fixture
def world(union, england, region):
    """Places that no tile stands for."""
    yorkshire = AreaFactory(name="Yorkshire", parent=england)
    wales = AreaFactory(name="Wales", kind=AreaKind.COUNTRY, parent=union)
    abroad = AreaFactory(name="Abroad", kind=AreaKind.GROUP)
    inner = [
        AreaFactory(name="Leeds", parent=yorkshire),
        AreaFactory(name="Cardiff", parent=wales),
        AreaFactory(name="Montréal", parent=abroad),
        AreaFactory(name="Japan", parent=abroad, kind=AreaKind.COUNTRY),
    ]
    return {area.name: area for area in (england, region, yorkshire, *inner)}


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
        assert drawn.elsewhere == []

    def test_says_in_words_what_it_shows(self, bury, wigan):
        assert adoption_map([bury, wigan, wigan]).sentence == (
            "Map of Greater Manchester: taken up in 2 boroughs. Bury 1, Wigan 2."
        )

    def test_counts_whoever_is_in_no_borough_by_country_or_wider_area(self, bury, world):
        drawn = adoption_map([bury, *(world[name] for name in ELSEWHERE), None])

        assert {place.name: place.total for place in drawn.elsewhere} == {
            "Elsewhere in England": 2,
            "Greater Manchester as a whole": 1,
            "England as a whole": 1,
            "Wales": 1,
            "Abroad": 2,
            "Place not given": 1,
        }
        assert drawn.elsewhere[-1].name == "Place not given"

    def test_counts_every_organisation_once(self, bury, wigan, world):
        places = [bury, wigan, None, *(world[name] for name in ELSEWHERE), bury, None]

        drawn = adoption_map(places)

        assert sum(part.total for part in (*drawn.tiles, *drawn.elsewhere)) == len(places)

    def test_is_drawn_where_no_borough_took_it_up(self, bury, world):
        drawn = adoption_map([world["Leeds"]])

        assert [tile.total for tile in drawn.tiles] == [0]
        assert drawn.sentence.endswith("taken up in no borough by itself.")

    def test_is_none_where_nobody_names_a_place(self, bury):
        assert adoption_map([None]) is None

    def test_asks_twice_however_many_places_there_are(self, bury, world, django_assert_num_queries):
        with django_assert_num_queries(2):
            adoption_map([bury, *world.values(), *world.values()])

    def test_asks_nothing_without_places(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert adoption_map([]) is None
