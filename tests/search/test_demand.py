"""Which searches of the page are counted, and which count as having found little."""

import pytest
from django.db import OperationalError

from portal.practices.query import PracticeQuery
from search.demand import is_weak
from search.finding import practices_found
from search.models import QueryCount, ThemeCount
from search.planning import PAGE_SIZE
from search.services import record_demand
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db

SEARCH = "/practices/"
READER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0"}


@pytest.fixture
def library(rebuild):
    """Four practices about gardens, one of them for people with dementia."""
    theme = ThemeFactory(slug="outdoors", name="Outdoors")
    for title in ("Gardens", "Gardens on roofs", "Gardens in schools"):
        PracticePageFactory(title=title, themes=[theme])
    PracticePageFactory(title="Gardens for people with dementia", themes=[theme])
    rebuild()


def weak(text):
    return is_weak(practices_found(PracticeQuery(text=text)))


@pytest.mark.usefixtures("library")
class TestIsWeak:
    def test_is_so_with_few_results(self):
        assert weak("schools")
        assert weak("bookkeeping")

    def test_is_so_when_the_best_result_holds_less_than_half_of_what_was_asked(self):
        assert weak("gardens bookkeeping accounting")

    def test_is_not_so_when_the_best_result_holds_half(self):
        assert not weak("gardens bookkeeping")
        assert not weak("gardens")

    def test_is_not_so_without_words(self):
        assert not weak("")


@pytest.mark.usefixtures("library")
class TestCountSearch:
    def test_counts_what_a_person_typed(self, client):
        client.get(f"{SEARCH}?q=bookkeeping", headers=READER)

        row = QueryCount.objects.get()
        assert (row.times, row.nothing_times, row.weak_times, row.last_total) == (1, 1, 0, 0)

    def test_counts_the_chosen_themes_and_not_the_words_beside_them(self, client):
        client.get(f"{SEARCH}?q=bookkeeping&theme=outdoors", headers=READER)

        assert ThemeCount.objects.get().theme.slug == "outdoors"
        assert not QueryCount.objects.exists()

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
            {"user-agent": "curl/8.5.0"},
            {**READER, "sec-purpose": "prefetch;prerender"},
        ],
        ids=["unnamed", "crawler", "program", "prefetch"],
    )
    def test_leaves_out_programs(self, client, headers):
        client.get(f"{SEARCH}?q=bookkeeping&theme=outdoors", headers=headers)

        assert not QueryCount.objects.exists()
        assert not ThemeCount.objects.exists()

    @pytest.mark.parametrize(
        "address",
        [
            SEARCH,
            f"{SEARCH}?q=gardens&page=2",
            f"{SEARCH}feed/?q=gardens",
            "/api/v1/practices/?q=gardens",
        ],
    )
    def test_leaves_out_further_pages_feeds_and_programs_interfaces(self, client, rebuild, address):
        for _number in range(PAGE_SIZE):
            PracticePageFactory(title="Gardens")
        rebuild()

        assert client.get(address, headers=READER).status_code == 200
        assert not QueryCount.objects.exists()

    def test_does_not_count_a_practice_that_was_made_private(self, client, library):
        practice = PracticePageFactory(title="Bookkeeping together")
        make_private(practice)

        client.get(f"{SEARCH}?q=bookkeeping", headers=READER)

        assert QueryCount.objects.get().last_total == 0

    def test_never_breaks_the_page(self, client, monkeypatch, caplog):
        def refuse(*_args):
            raise OperationalError("no such table: somebody@example.org")

        monkeypatch.setattr(record_demand, "_count_wording", refuse)

        page = client.get(f"{SEARCH}?q=bookkeeping", headers=READER)

        assert page.status_code == 200
        assert "example.org" not in caplog.text
