"""A search as a spreadsheet: the same query, order and privacy as the page."""

import csv
import io
from datetime import UTC, datetime

import pytest

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from search import spreadsheet
from search.finding import practices_found
from search.port import SearchUnavailableError
from search.spreadsheet import search_csv
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)


def rows_of(lines):
    text = b"".join(lines).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows(address=""):
    query = PracticeQuery.from_query_string(address)
    return rows_of(search_csv(query, site_url="https://example.org", at=AT))


class TestSearchCsv:
    def test_states_the_facts_terms_and_dates_of_each_practice(self, rebuild):
        PracticePageFactory(
            reference="P01",
            title="Gardens",
            lead_organisation=OrganisationFactory(name="Green", legal_form="Company"),
            themes=[ThemeFactory(slug="outdoors", name="Outdoors")],
            started="2018-12",
            licence="CC BY 4.0",
        )
        rebuild()

        (row,) = rows("theme=outdoors")

        assert row["Reference"] == "P01"
        assert row["Web address"].startswith("https://example.org/practices/")
        assert (row["Who does it"], row["Organisation form"]) == ("Green", "Company")
        assert (row["Started"], row["Where"]) == ("December 2018", "Not stated")
        assert (row["Licence"], row["Downloaded on"]) == ("CC BY 4.0", "2026-01-02")
        assert row["Search"] == "1 practice about Outdoors"

    def test_holds_all_results_in_the_order_of_the_search(self, rebuild, monkeypatch):
        monkeypatch.setattr(spreadsheet, "ROWS_AT_ONCE", 2)
        for number in range(5):
            PracticePageFactory(title=f"Care {number}")
        rebuild()

        titles = [row["Title"] for row in rows("q=care&sort=newest&page=2")]

        assert titles == ["Care 4", "Care 3", "Care 2", "Care 1", "Care 0"]

    def test_holds_nothing_private_even_while_the_index_is_behind(self, rebuild):
        make_private(PracticePageFactory(title="For members"))
        taken_down = PracticePageFactory(title="Taken down")
        PracticePageFactory(title="Open")
        rebuild()
        PracticePage.objects.filter(pk=taken_down.pk).update(live=False)

        assert [row["Title"] for row in rows()] == ["Open"]

    def test_takes_no_title_for_a_formula(self, rebuild):
        PracticePageFactory(title="=HYPERLINK(1)")
        rebuild()

        assert rows()[0]["Title"] == "'=HYPERLINK(1)"

    def test_says_where_it_is_not_whole(self, rebuild, monkeypatch):
        monkeypatch.setattr(spreadsheet, "MAX_RESULTS", 2)
        for _number in range(3):
            PracticePageFactory()
        rebuild()

        assert rows()[-1]["Reference"].startswith("Only the first 2 of 3 practices are here.")

    def test_says_that_it_stops_when_the_engine_does(self, rebuild, settings, monkeypatch):
        monkeypatch.setattr(spreadsheet, "ROWS_AT_ONCE", 1)
        for _number in range(2):
            PracticePageFactory()
        rebuild()
        lines = search_csv(PracticeQuery(), site_url="https://example.org", at=AT)
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        found = rows_of(lines)

        assert len(found) == 2
        assert found[-1]["Reference"].startswith("This list stops early")

    def test_is_refused_before_it_begins_when_the_engine_is_down(self, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        with pytest.raises(SearchUnavailableError):
            search_csv(PracticeQuery(), site_url="https://example.org", at=AT)


class TestOrder:
    def test_of_the_search_is_newest_first_where_the_address_says_so(self, rebuild):
        PracticePageFactory(title="Care care care", summary="Care")
        PracticePageFactory(title="Something with care")
        rebuild()

        def order(address):
            return [
                hit.id for hit in practices_found(PracticeQuery.from_query_string(address)).hits
            ]

        assert order("q=care&sort=newest") == order("q=care")[::-1]

    def test_does_not_move_down_what_was_tried_and_stopped(self, rebuild):
        running = PracticePageFactory(title="Night care", summary="One")
        stopped = PracticePageFactory(title="Night care", summary="One", stopped=True)
        rebuild()

        found = practices_found(PracticeQuery(text="night care"))

        assert {int(hit.id) for hit in found.hits} == {running.pk, stopped.pk}
        assert found.hits[0].score == pytest.approx(found.hits[1].score, rel=0.25)
        assert found.facets["stage"] == {"running": 1, "stopped": 1}
