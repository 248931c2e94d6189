"""Suggestions as a page and as JSON, for any input."""

import pytest

from tests.factories.organisations import (
    AreaFactory,
    OrganisationFactory,
    OrganisationIdentifierFactory,
)
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db

PAGE = "/practices/suggestions/"
API = "/api/practices/suggestions/"
BAD_INPUT = [
    "",
    "   ",
    '"',
    "care-plan",
    "care OR (",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "é" * 10_000,
    "\u202eרעיון",
    "😀",
    "\ud800",
]


@pytest.fixture
def library(rebuild):
    """One of each kind that begins with the same letters."""
    practice = PracticePageFactory(title="Rochdale & its gardens")
    ThemeFactory(name="Rochdale ideas")
    OrganisationFactory(name="Rochdale Council")
    AreaFactory(name="Rochdale")
    rebuild()
    return practice


def texts(client, typed):
    return [one["text"] for one in client.get(API, {"q": typed}).json()["suggestions"]]


@pytest.mark.usefixtures("library")
class TestSuggestionApi:
    def test_gives_each_kind_with_where_to_go(self, client, library):
        suggestions = client.get(API, {"q": "roch"}).json()["suggestions"]

        assert [(one["label"], one["text"]) for one in suggestions] == [
            ("Practice", "Rochdale & its gardens"),
            ("Theme", "Rochdale ideas"),
            ("Organisation", "Rochdale Council"),
            ("Area", "Rochdale"),
        ]
        assert suggestions[0]["url"] == library.url

    @pytest.mark.parametrize(
        ("typed", "note"),
        [
            ("0123", "Company number 01234567"),
            ("123456", "Company number 01234567"),
            ("7654321", "Charity number (England and Wales) 7654321"),
            ("pjjx-1133-jrgv", "Public procurement number (PPON) PJJX-1133-JRGV"),
        ],
    )
    def test_finds_an_organisation_by_a_number_in_a_register(self, client, typed, note):
        organisation = OrganisationFactory(name="Be Caring")
        numbers = [("GB-COH", "01234567"), ("GB-CHC", "7654321"), ("GB-PPON", "PJJX-1133-JRGV")]
        for scheme, number in numbers:
            OrganisationIdentifierFactory(organisation=organisation, scheme=scheme, number=number)

        (found,) = client.get(API, {"q": typed}).json()["suggestions"]

        assert (found["text"], found["note"]) == ("Be Caring", note)

    @pytest.mark.parametrize("typed", BAD_INPUT)
    def test_answers_anything(self, client, typed):
        answer = client.get(API, {"q": typed.encode("utf-8", "surrogatepass")})

        assert answer.status_code == 200
        assert answer.json() == {"suggestions": []}

    def test_refuses_a_null_byte_as_every_page_does(self, client):
        assert client.get(API, {"q": "roch\x00"}).status_code == 400

    @pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
    def test_names_nothing_that_was_hidden_since_it_was_indexed(self, client, library, hide):
        hide(library)

        assert "Rochdale & its gardens" not in texts(client, "roch")

    def test_names_no_search_of_others(self, client):
        client.get("/practices/", {"q": "secretword"})

        assert texts(client, "secret") == []

    def test_may_be_kept_by_anybody_for_a_moment_and_sets_no_cookie(self, client):
        answer = client.get(API, {"q": "roch"})

        assert answer.headers["Cache-Control"] == "public, max-age=10"
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")

    def test_answers_however_fast_somebody_types(self, client):
        answers = {client.get(API, {"q": "rochdale"[: 1 + n % 8]}).status_code for n in range(60)}

        assert answers == {200}

    def test_names_the_rest_while_the_engine_is_down(self, client, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        assert texts(client, "roch") == ["Rochdale ideas", "Rochdale Council", "Rochdale"]

    def test_takes_three_questions_to_the_database(self, client, django_assert_num_queries):
        texts(client, "roch")

        # The practices, what restricts pages, and whether a name is new.
        with django_assert_num_queries(3):
            texts(client, "roch")


@pytest.mark.usefixtures("library")
class TestPracticeSuggestions:
    def test_lists_the_same_as_links_without_scripts(self, client, library):
        page = client.get(PAGE, {"q": "roch"}).content.decode()

        assert f'href="{library.url}"' in page
        assert "Rochdale &amp; its gardens" in page
        assert page.index("Rochdale ideas") < page.index("Rochdale Council")

    @pytest.mark.parametrize("typed", BAD_INPUT)
    def test_shows_a_helpful_page_for_anything(self, client, typed):
        answer = client.get(PAGE, {"q": typed.encode("utf-8", "surrogatepass")})

        assert answer.status_code == 200
        page = answer.content.decode()
        assert "<script>alert(1)" not in page
        assert "Look up a name" in page
        assert "Search all practices" in page

    def test_says_when_nothing_begins_so(self, client):
        page = client.get(PAGE, {"q": "zzz"}).content.decode()

        assert "No name has words that begin with “zzz”" in page

    def test_says_when_titles_cannot_be_looked_through(self, client, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        page = client.get(PAGE, {"q": "roch"}).content.decode()

        assert "We cannot look through the titles" in page
        assert "Rochdale Council" in page
