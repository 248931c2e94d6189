"""The front page and the information pages as visitors read them."""

import pytest
from django.urls import reverse

from home.models import EventsPage, FeaturedPractice, HomePage, InformationPage
from portal.practices.models import PracticeLibraryPage, PracticePage
from tests.factories.practices import PracticePageFactory, home_page, make_private
from tests.pages import text_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def front(client):
    response = client.get("/")
    assert response.status_code == 200
    return text_of(response)


@pytest.fixture
def home():
    return home_page()


def feature(home, *practices):
    home.featured_practices = [
        FeaturedPractice(practice=practice, sort_order=number)
        for number, practice in enumerate(practices)
    ]
    home.save_revision().publish()


@pytest.mark.usefixtures("home")
class TestHomePage:
    def test_searches_by_a_plain_form(self, client):
        page = front(client)

        assert f'<form action="{reverse("practice_search")}" method="get">' in page
        assert 'name="q"' in page

    @pytest.mark.parametrize(
        "name", ["theme_list", "area_list", "subscribe_start", "tender_list", "practice_search"]
    )
    def test_leads_to_every_way_in(self, client, name):
        assert f'href="{reverse(name)}' in front(client)

    def test_says_what_the_starting_content_is_worth(self, client):
        page = front(client)

        assert "It was not a survey." in page
        assert "voices of supported people and front-line workers are still missing" in page

    def test_is_there_before_the_first_practice(self, client):
        page = front(client)

        assert "Worth a look" not in page
        assert "Newest practices" not in page

    def test_shows_picks_in_their_order_and_the_newest(self, client, home):
        practices = [PracticePageFactory(title=f"Practice {letter}") for letter in "ABC"]
        feature(home, practices[1], practices[0])

        page = front(client)

        places = [page.index(title) for title in ("Practice B", "Practice A", "Practice C")]
        assert places == sorted(places)
        assert "3 practices so far" in page

    @pytest.mark.parametrize(
        "hide", [PracticePage.unpublish, make_private], ids=["draft", "private"]
    )
    def test_does_not_show_a_hidden_practice(self, client, home, hide):
        practice = PracticePageFactory(title="Hidden practice")
        feature(home, practice)
        assert "Hidden practice" in front(client)

        hide(practice)

        page = front(client)
        assert "Hidden practice" not in page
        assert "practice so far" not in page

    def test_costs_few_queries(self, client, home, django_assert_max_num_queries):
        feature(home, *PracticePageFactory.create_batch(3))
        PracticePageFactory.create_batch(5)
        front(client)

        with django_assert_max_num_queries(MOST_QUERIES):
            front(client)

    def test_holds_the_library_events_and_information_pages_alone(self):
        assert set(HomePage.allowed_subpage_models()) == {
            PracticeLibraryPage,
            EventsPage,
            InformationPage,
        }


class TestInformationPage:
    def test_shows_its_text(self, client, home):
        home.add_child(
            instance=InformationPage(
                title="About", slug="about", introduction="Open to all.", body="<h2>Why</h2>"
            )
        )

        page = client.get("/about/").content.decode()

        assert "Open to all." in page
        assert "<h2" in page
        assert "Why</h2>" in page

    def test_has_no_page_below_it(self):
        assert InformationPage.allowed_subpage_models() == []
