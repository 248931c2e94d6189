"""A visitor reads from the front page to a practice, its people and places, without dead ends."""

from html.parser import HTMLParser

import pytest
from django.utils import timezone

from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import (
    ImpactClaimFactory,
    PracticePageFactory,
    ThemeFactory,
    make_private,
)
from tests.real_components import IS_REAL_STACK

pytestmark = pytest.mark.django_db

OURS = ("/organisations/", "/themes/", "/areas/", "/practices/")


class Links(HTMLParser):
    """Every address that a page links to, with the words of the link."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self._is_inside = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._is_inside = True
            self.found.append((dict(attrs).get("href", ""), ""))

    def handle_data(self, data):
        if self._is_inside:
            address, words = self.found.pop()
            self.found.append((address, words + data.strip()))

    def handle_endtag(self, tag):
        self._is_inside = self._is_inside and tag != "a"


def links_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return Links(response.content.decode()).found


def follow(client, address, words):
    """The address behind the link with these words, which must be on the page."""
    found = [link for link, said in links_of(client, address) if said == words]
    assert found, f"{address} has no link “{words}”"
    return found[0]


@pytest.fixture
def _library():
    """A small library: two practices that anybody may read, and two that nobody may."""
    theme = ThemeFactory(slug="loneliness", name="Loneliness", parent=ThemeFactory(slug="people"))
    area = AreaFactory(slug="rochdale", name="Rochdale", parent=AreaFactory(slug="north-west"))
    circle = OrganisationFactory(slug="circle", name="HMR Circle", areas=[area])
    kept = {"lead_organisation": circle, "themes": [theme], "areas": [area]}
    first = PracticePageFactory(title="The first Circle", slug="first-circle", themes=[theme])
    circle_practice = PracticePageFactory(title="A Circle", slug="a-circle", **kept)
    PracticeLink.objects.create(practice=circle_practice, to=first, kind=LinkKind.ADAPTED_FROM)
    ImpactClaimFactory(practice=circle_practice)
    draft = PracticePageFactory(title="Secret draft", draft=True, **kept)
    private = make_private(PracticePageFactory(title="Secret meeting", **kept)).page
    for hidden in (draft, private):
        PracticeLink.objects.create(practice=circle_practice, to=hidden, kind=LinkKind.INSPIRED_BY)
    rebuild_index(at=timezone.now(), engine=current_engine())
    yield
    if IS_REAL_STACK:
        current_engine().indices.remove_all()


@pytest.mark.usefixtures("_library")
class TestReading:
    def test_leads_from_the_front_page_to_where_an_idea_came_from(self, client):
        themes = follow(client, "/", "Find by theme")
        theme = follow(client, themes, "Loneliness")
        practice = follow(client, theme, "A Circle")
        origin = follow(client, practice, "The first Circle")

        assert follow(client, origin, "A Circle") == practice

    def test_leads_from_a_practice_to_its_people_and_places_and_back(self, client):
        organisation = follow(client, "/practices/a-circle/", "HMR Circle")
        area = follow(client, organisation, "Rochdale")

        assert follow(client, area, "HMR Circle") == organisation
        assert follow(client, area, "A Circle") == "/practices/a-circle/"

    def test_meets_no_dead_end_and_nothing_hidden(self, client):
        seen, waiting = set(), ["/"]
        while waiting:
            address = waiting.pop()
            seen.add(address)
            response = client.get(address)
            assert response.status_code == 200, address
            content = response.getvalue()
            assert b"Secret" not in content, address
            is_page = response.headers["Content-Type"].startswith("text/html")
            found = Links(content.decode()).found if is_page else []
            links = [link for link, _words in found]
            ours = {link.partition("#")[0] for link in links if link.startswith(OURS)}
            waiting += ours - seen - set(waiting)

        assert {"/practices/a-circle/", "/practices/first-circle/", "/areas/north-west/"} <= seen
