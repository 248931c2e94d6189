"""How the places of a practice lie to those that a reader asked about."""

import pytest
from django.http import QueryDict

from portal.practices.query import PracticeQuery
from search.area_fit import area_fit, asked_areas
from tests.factories.organisations import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Name -> area: a county with two boroughs, a ward in one of them, and a city elsewhere."""
    county = AreaFactory(slug="greater-manchester", name="Greater Manchester")
    rochdale = AreaFactory(slug="rochdale", name="Rochdale", parent=county)
    made = [
        county,
        rochdale,
        AreaFactory(slug="manchester", name="Manchester", parent=county),
        AreaFactory(slug="heywood", name="Heywood", parent=rochdale),
        AreaFactory(slug="leeds", name="Leeds"),
    ]
    return {area.name: area for area in made}


class TestAreaFit:
    @pytest.mark.parametrize(
        ("asked", "areas", "words"),
        [
            (["Rochdale"], ["Rochdale"], "In Rochdale"),
            (["Rochdale"], ["Leeds", "Rochdale", "Greater Manchester"], "In Rochdale"),
            (["Rochdale"], ["Heywood"], "In Heywood, which is in Rochdale"),
            (
                ["Rochdale"],
                ["Greater Manchester"],
                "In Greater Manchester, which includes Rochdale",
            ),
            (["Rochdale"], ["Leeds", "Manchester"], "Elsewhere: Manchester, Leeds"),
            (["Rochdale", "Leeds"], ["Leeds"], "In Leeds"),
            (["Rochdale"], [], "Place not stated"),
            ([], ["Rochdale"], ""),
        ],
    )
    def test_says_the_closest(self, places, asked, areas, words):
        assert area_fit([places[name] for name in asked], [places[name] for name in areas]) == words


@pytest.mark.usefixtures("places")
class TestAskedAreas:
    @pytest.mark.parametrize(
        ("address", "asked"),
        [
            ("area=rochdale&area=leeds", ["Rochdale", "Leeds"]),
            ("q=loneliness+in+ROCHDALE", ["Rochdale"]),
            ("q=greater+manchester+gardens", ["Greater Manchester"]),
            ("q=greater+gardens+of+manchester&area=leeds", ["Manchester", "Leeds"]),
            ("q=gardens", []),
            ("", []),
        ],
    )
    def test_are_those_filtered_by_and_those_named(self, address, asked):
        query = PracticeQuery.parse(QueryDict(address))

        assert [area.name for area in asked_areas(query, query.text)] == asked

    def test_asks_the_database_nothing_where_nothing_is_asked(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert asked_areas(PracticeQuery(), "") == []
