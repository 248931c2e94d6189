"""The search page, the feed and the JSON answer, with any input."""

import html
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.practices.facets import FACETS
from portal.practices.models import PracticePage
from search.models import SynonymGroup, SynonymTerm
from search.planning import PAGE_SIZE
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import (
    PracticePageFactory,
    ShortlistEntryFactory,
    ThemeFactory,
    make_private,
)
from tests.factories.users import UserFactory

API_GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "use-a-search-elsewhere.md"

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SEARCH = "/practices/"
PROGRAMS = ("/practices/feed/", "/api/v1/practices/")


def text_of(response):
    """What a reader reads on a page: without tags, in one line."""
    body = re.search("<main.*?</main>", response.content.decode(), re.DOTALL)
    return html.unescape(" ".join(re.sub("<[^>]+>", " ", body.group()).split()))


def title_of(response):
    found = re.search("<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return html.unescape(" ".join(found.group(1).split()))


@pytest.fixture
def library(rebuild):
    """Three practices, two of them about keeping staff."""
    theme = ThemeFactory(slug="retention", name="Keeping staff")
    area = AreaFactory(slug="rochdale", name="Rochdale")
    PracticePageFactory(title="Gardens", themes=[theme], areas=[area])
    PracticePageFactory(title="Volunteer drivers", themes=[theme], summary="Lifts & company.")
    PracticePageFactory(title="Meadows", stopped=True)
    rebuild()


@pytest.fixture
def down(settings):
    settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"


@pytest.mark.usefixtures("library")
class TestPracticeSearch:
    def test_offers_the_other_order_only_where_words_make_one(self, client):
        by_match, by_date = (
            client.get(SEARCH, {"q": "gardens"}),
            client.get(SEARCH, {"q": "gardens", "sort": "newest"}),
        )

        assert "Best match first" in text_of(by_match)
        assert "Newest first" in text_of(by_date)
        assert 'name="sort" value="newest"' in by_date.content.decode()
        assert "match first" not in text_of(client.get(SEARCH))

    def test_lists_everything_without_a_question(self, client):
        page = client.get(SEARCH)

        assert page.status_code == 200
        assert "3 practices" in text_of(page)
        assert title_of(page) == "Practices – Common Practice"

    def test_offers_to_save_each_result_that_is_not_saved_yet(self, client):
        saved = ShortlistEntryFactory(practice=PracticePage.objects.get(title="Gardens"))
        client.force_login(saved.user)

        page = client.get(SEARCH, {"q": "gardens drivers"})

        assert "On your shortlist : Gardens" in text_of(page)
        assert "Save to your shortlist : Volunteer drivers" in text_of(page)
        assert "Save to your shortlist : Gardens" not in text_of(page)

    def test_saves_a_result_and_comes_back_to_it(self, client):
        client.force_login(UserFactory())
        page = client.get(SEARCH, {"q": "gardens"}).content.decode()
        form = re.search('<form id="save-to-shortlist".*?</form>', page, re.DOTALL).group()
        number = re.search(r'form="save-to-shortlist"\s+name="practice"\s+value="(\d+)"', page)
        hidden = dict(re.findall('name="(next|back_to)" value="(.*?)"', form))

        answer = client.post("/shortlist/add/", {**hidden, "practice": number[1]}, follow=True)

        assert answer.redirect_chain[0][0] == f"/practices/?q=gardens#practice-{number[1]}"
        assert f'id="practice-{number[1]}"' in answer.content.decode()
        assert "On your shortlist : Gardens" in text_of(answer)

    def test_asks_a_passer_by_to_sign_in_before_saving(self, client):
        page = client.get(SEARCH, {"q": "gardens"})

        assert "Sign in to save practices to a shortlist" in text_of(page)
        assert "Save to your shortlist" not in text_of(page)

    def test_finds_by_words_and_marks_them(self, client):
        page = client.get(SEARCH, {"q": "gardens"})

        assert "1 practice matching “gardens”" in text_of(page)
        assert "<mark>Gardens</mark>" in page.content.decode()
        assert "Why this is here: It has “gardens”." in text_of(page)
        assert title_of(page).startswith("gardens – Practices")

    def test_narrows_by_several_filters_and_links_each_away(self, client):
        page = client.get(SEARCH + "?theme=retention&area=rochdale")

        assert "1 practice about Keeping staff in Rochdale" in text_of(page)
        content = page.content.decode()
        assert 'href="/practices/?area=rochdale"' in content
        assert 'href="/practices/?theme=retention"' in content

    def test_counts_each_filter_under_the_others_and_lists_what_has_none(self, client):
        ThemeFactory(slug="empty", name="Nothing yet")

        page = text_of(client.get(SEARCH + "?theme=retention&stage=running"))

        assert "Keeping staff (2)" in page
        assert "Nothing yet (0)" in page
        assert "Running (2)" in page
        assert "Tried, did not last (0)" in page

    def test_keeps_a_filter_that_the_form_does_not_list(self, client):
        OrganisationFactory(slug="be-caring")

        page = client.get(SEARCH + "?organisation=be-caring").content.decode()

        assert '<input type="hidden" name="organisation" value="be-caring">' in page

    def test_works_by_a_plain_get_form_with_a_button(self, client):
        page = client.get(SEARCH).content.decode()

        form = re.search('<form class="cp-finder".*?</form>', page, re.DOTALL).group()
        assert 'method="get"' in form
        assert 'type="submit"' in form
        assert "Apply filters" in form

    def test_says_what_was_left_out_of_an_address(self, client):
        page = client.get(SEARCH + "?theme=no-such-theme")

        assert "“no-such-theme” is not in our list for Theme" in text_of(page)
        assert "3 practices" in text_of(page)

    def test_shows_a_corrected_search_and_the_way_back(self, client):
        page = client.get(SEARCH, {"q": "volenteer"})

        assert "Showing results for volunteer . Search instead for volenteer" in text_of(page)
        assert "1 practice matching “volunteer”" in text_of(page)
        assert 'href="/practices/?exact=1&amp;q=volenteer"' in page.content.decode()

    def test_searches_for_the_words_as_typed_when_told_to(self, client):
        page = client.get(SEARCH, {"q": "volenteer", "exact": "1"})

        assert "Showing results for volenteer , as you typed it." in text_of(page)
        assert "0 practices matching “volenteer”" in text_of(page)
        assert "Search instead for volunteer" in text_of(page)
        assert 'href="/practices/?q=volenteer"' in page.content.decode()

    def test_names_the_synonym_by_which_it_found_something(self, client):
        group = SynonymGroup(kind="equal")
        group.terms = [SynonymTerm(text="lifts"), SynonymTerm(text="rides")]
        group.save()

        page = text_of(client.get(SEARCH, {"q": "rides"}))

        assert "It has “lifts”, another way to say “rides”." in page

    def test_carries_the_search_to_email_updates_and_the_feed(self, client):
        page = client.get(SEARCH + "?theme=retention&q=gardens&page=1").content.decode()

        canonical = "q=gardens&amp;theme=retention"
        assert f'href="{reverse("subscribe_start")}?{canonical}"' in page
        assert f'href="/practices/feed/?{canonical}"' in page

    def test_says_so_when_it_can_read_no_word(self, client):
        page = text_of(client.get(SEARCH, {"q": "😀 !!"}))

        assert "We could not read any words in your search, so we show all practices." in page
        assert "3 practices" in page

    def test_answers_only_requests_that_change_nothing(self, client):
        assert client.post(SEARCH).status_code == 405


@pytest.mark.usefixtures("library")
class TestNothingFound:
    def test_says_what_was_understood_and_gives_tips(self, client):
        page = text_of(client.get(SEARCH, {"q": "zebra", "exact": "1"}))

        assert "We looked for: “zebra”" in page
        assert "check the spelling" in page

    def test_offers_no_filters_where_each_could_only_say_none(self, client):
        assert "Apply filters" not in text_of(client.get(SEARCH + "?q=zebra&exact=1"))
        assert "Apply filters" in text_of(client.get(SEARCH + "?q=zebra&stage=stopped"))

    def test_names_each_filter_whose_removal_would_help_with_its_count(self, client):
        page = client.get(SEARCH + "?theme=retention&stage=stopped")

        assert "Search without the filter “Stage”: 2 practices" in text_of(page)
        assert "Search without the filter “Theme”: 1 practice" in text_of(page)
        assert "take all filters away" in text_of(page)

    def test_offers_the_filters_alone_when_the_words_are_what_finds_nothing(self, client):
        page = client.get(SEARCH + "?theme=retention&q=zebra")

        assert "Keep the filters and leave out “zebra”: 2 practices" in text_of(page)
        assert 'href="/practices/?theme=retention"' in page.content.decode()


class TestPagination:
    def test_links_pages_that_keep_the_search(self, client, rebuild):
        for _number in range(PAGE_SIZE + 1):
            PracticePageFactory(title="Gardens")
        rebuild()

        first = client.get(SEARCH, {"q": "gardens"})
        second = client.get(SEARCH, {"q": "gardens", "page": "2"})

        assert 'href="?q=gardens&amp;page=2"' in first.content.decode()
        assert first.content.decode().count('<article class="cp-card">') == PAGE_SIZE
        assert second.content.decode().count('<article class="cp-card">') == 1
        assert "Practices (page 2 of 2)" in title_of(second)


class TestPrivacy:
    def test_shows_counts_and_offers_nothing_private(self, client, rebuild):
        secret = ThemeFactory(slug="secret", name="Secret theme")
        practice = PracticePageFactory(title="Hidden gardens", themes=[secret])
        make_private(practice)
        PracticePageFactory(title="Draft gardens", themes=[secret], draft=True)
        rebuild()

        for address in (SEARCH, *PROGRAMS):
            answer = client.get(address, {"q": "gardens"}).content.decode()
            assert "Hidden" not in answer
            assert "Draft" not in answer
        assert "Secret theme (0)" in text_of(client.get(SEARCH))

    def test_holds_while_the_index_is_behind(self, client, library):
        PracticePage.objects.filter(title="Gardens").update(live=False)

        for address in (SEARCH, *PROGRAMS):
            assert "Gardens" not in client.get(address, {"q": "gardens"}).content.decode()


@pytest.mark.usefixtures("down")
class TestEngineDown:
    def test_says_so_plainly_and_when_to_come_back(self, client):
        page = client.get(SEARCH, {"q": "gardens"})

        assert page.status_code == 503
        assert page.headers["Retry-After"] == "30"
        assert "Search is resting" in text_of(page)
        assert "0 practices" not in text_of(page)
        assert 'value="gardens"' in page.content.decode()

    @pytest.mark.parametrize("address", [*PROGRAMS, "/practices/csv/"])
    def test_says_so_to_programs(self, client, address):
        answer = client.get(address)

        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"

    def test_is_the_same_without_an_index(self, client, engine):
        assert client.get(SEARCH).status_code == 503


@pytest.mark.usefixtures("library")
class TestPracticeFeed:
    def test_is_an_atom_document_of_the_search_newest_first(self, client):
        answer = client.get("/practices/feed/?theme=retention")

        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ET.fromstring(answer.content)  # noqa: S314 - our own answer.
        entries = feed.findall(f"{ATOM}entry")
        assert [entry.find(f"{ATOM}title").text for entry in entries] == [
            "Volunteer drivers",
            "Gardens",
        ]
        assert feed.find(f"{ATOM}title").text == "Practices about Keeping staff – Common Practice"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"].endswith("/practices/feed/?theme=retention")
        # Needed where the entries name none (RFC 4287, 4.1.1).
        assert feed.find(f"{ATOM}author/{ATOM}name").text == "Common Practice"

    def test_gives_each_entry_an_id_that_a_new_title_does_not_change(self, client):
        def ids():
            feed = ET.fromstring(client.get("/practices/feed/").content)  # noqa: S314 - as above.
            return {entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")}

        before = ids()
        PracticePage.objects.update(title="Another", slug="another")

        assert len(before) == 3
        assert ids() == before


@pytest.mark.usefixtures("library")
class TestPracticeApi:
    def test_gives_the_same_search_as_data(self, client):
        answer = json.loads(client.get("/api/v1/practices/?theme=retention&q=volenteer").content)

        assert answer["total"] == 1
        assert answer["corrected_text"] == "volunteer"
        assert answer["query"] == "q=volenteer&theme=retention"
        assert answer["results"][0]["title"] == "Volunteer drivers"
        assert answer["results"][0]["summary"] == "Lifts & company."
        assert answer["results"][0]["url"].startswith("http://testserver/practices/")
        assert answer["facets"]["theme"] == {"retention": 1}

    def test_holds_what_its_description_says_and_nothing_more(self, client):
        answer = json.loads(client.get("/api/v1/practices/?q=gardens").content)

        words = API_GUIDE.read_text(encoding="utf-8")
        about_json = words.split("## The JSON")[1].split("##")[0]
        described = set(re.findall(r"`([a-z_]+)`", about_json))
        assert described == {*answer, *answer["results"][0]}

    def test_takes_every_parameter_that_its_description_names(self):
        words = API_GUIDE.read_text(encoding="utf-8")

        assert [facet.key for facet in FACETS if f"`{facet.key}`" not in words] == []

    def test_leads_from_page_to_page(self, rebuild, client):
        for _number in range(PAGE_SIZE):
            PracticePageFactory()
        rebuild()

        first = json.loads(client.get("/api/v1/practices/?stage=running").content)
        second = json.loads(client.get(first["next"]).content)

        assert (first["previous"], second["next"]) == ("", "")
        assert second["previous"].endswith("/api/v1/practices/?stage=running")

    def test_names_what_was_left_out(self, client):
        answer = json.loads(client.get("/api/v1/practices/?theme=none").content)

        assert answer["problems"] == ["“none” is not in our list for Theme, so we left it out."]


SYNTAX = '" \' \\ ( ) [ ] { } * ? ~ ^ : / AND care~2 care^9 title:care /care/ care-plan "care -care'
NASTY = (
    *SYNTAX.split(),
    *(
        "OR NOT",
        "a AND",
        "[a TO b]",
        "<script>",
        "'; DROP TABLE x; --",
        "%%",
        "_",
        "..",
        "1,2,3.4.5",
    ),
    *("a" * 10_000, "a " * 5_000, '"' * 201, "https://x/?q=1&b=2"),
    *("😀", "\u202egnp", "\u0000", "care\u0000", "\ud7ff", "٣", "½", "ﷺ", "İ", "ß"),
)


class TestAnyInput:
    @pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:12]))
    def test_gives_a_page(self, library, client, text):
        for address in (SEARCH, *PROGRAMS):
            assert client.get(address, {"q": text}).status_code in (200, 400)
        sheet = client.get("/practices/csv/", {"q": text})
        assert sheet.status_code == 400 or sheet.getvalue().startswith(b"\xef\xbb\xbf")

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        q=st.text(max_size=300),
        key=st.sampled_from(["theme", "area", "started", "cost_band", "page", "exact", "sort"]),
        value=st.text(max_size=40),
    )
    def test_gives_a_page_whatever_is_typed(self, library, q, key, value):
        page = Client().get(SEARCH, {"q": q, key: value})

        assert page.status_code in (200, 400)
        assert (page.status_code == 400) == ("\x00" in q + value)
