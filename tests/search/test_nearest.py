"""What is shown when a search finds nothing: the nearest practices, named as such."""

import pytest

from tests.factories.organisations import AreaFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.search.test_views import text_of

pytestmark = pytest.mark.django_db

SEARCH = "/practices/"


@pytest.fixture
def library(rebuild):
    """Two practices in two places about two things."""
    green, company = ThemeFactory(slug="green"), ThemeFactory(slug="company")
    PracticePageFactory(
        title="Gardens of meadows",
        themes=[green],
        areas=[AreaFactory(slug="leeds", name="Leeds")],
    )
    drivers = PracticePageFactory(title="Volunteer drivers", themes=[company])
    AreaFactory(slug="rochdale", name="Rochdale")
    rebuild()
    return drivers


@pytest.mark.usefixtures("library")
class TestNearestPractices:
    @pytest.mark.parametrize(
        ("address", "sentence", "title"),
        [
            (
                {"q": '"drivers volunteer"'},
                "These have your words, but not side by side.",
                "Volunteer drivers",
            ),
            (
                {"q": "medows", "exact": "1"},
                "These have words that are spelt nearly like yours: “meadows”.",
                "Gardens of meadows",
            ),
            (
                {"q": "drivels zzzzz", "exact": "1"},
                "These have words that are spelt nearly like yours: “drivers”.",
                "Volunteer drivers",
            ),
            (
                {"q": "volunteer", "area": "leeds"},
                "These have your words, without your filters.",
                "Volunteer drivers",
            ),
            (
                {"q": "zzzzzz", "theme": "company", "area": "leeds"},
                None,
                None,
            ),
            (
                {"q": "zzzzzz", "theme": "green"},
                "These fit your filters, without your words.",
                "Gardens of meadows",
            ),
            ({"q": "zzzzzz"}, None, None),
        ],
    )
    def test_are_of_the_first_wider_search_that_finds_something(
        self, client, address, sentence, title
    ):
        page = text_of(client.get(SEARCH, address))

        assert "0 practices" in page
        assert ("Nearest practices" in page) == bool(sentence)
        if sentence:
            assert f"Not what you asked for, but close. {sentence} {title}" in page

    def test_say_how_they_lie_to_the_place_asked_about(self, client):
        page = text_of(client.get(SEARCH, {"q": "meadows", "area": "rochdale"}))

        assert "Elsewhere: Leeds" in page

    def test_never_show_what_was_hidden_since_it_was_indexed(self, client, library):
        make_private(library)

        page = text_of(client.get(SEARCH, {"q": '"drivers volunteer"'}))

        assert "Nearest practices" not in page
        assert "Volunteer drivers" not in page

    def test_are_not_looked_for_where_something_was_found(self, client):
        assert "Nearest practices" not in text_of(client.get(SEARCH, {"q": "drivers"}))
