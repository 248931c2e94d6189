"""Practices side by side: which, in what order, and what is said of what cannot be shown."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.practices.comparison import compare, comparison_csv
from tests.factories.organisations import AreaFactory
from tests.factories.practices import PracticePageFactory, make_private

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)
GONE = "One practice is not here. It may have been taken down."


def compared(*numbers):
    return compare(QueryDict("&".join(f"p={number}" for number in numbers)))


def row(comparison, label):
    (found,) = (one for one in comparison.rows if str(one.label) == label)
    return found


class TestCompare:
    def test_keeps_the_order_of_the_address(self):
        first, second = PracticePageFactory(), PracticePageFactory()

        comparison = compared(second.pk, first.pk)

        assert comparison.practices == [second, first]
        assert comparison.problems == []
        assert comparison.query_string == f"p={second.pk}&p={first.pk}"

    def test_says_in_words_what_differs_and_what_nobody_states(self):
        town = AreaFactory(name="Bury")
        one = PracticePageFactory(areas=[town], stage="running", started="2018")
        other = PracticePageFactory(areas=[town], stage="stopped")

        comparison = compared(one.pk, other.pk)

        assert row(comparison, "Where").difference == "The same"
        assert row(comparison, "Stage").cells == ["Running", "Tried, did not last"]
        assert row(comparison, "Stage").difference == "Different"
        assert row(comparison, "Stage").agreement == ""
        assert row(comparison, "Started").cells == ["2018", "Not stated"]
        assert row(comparison, "Licence").agreement == "Stated by none"
        assert row(comparison, "Licence").difference == "Stated by none"

    def test_calls_names_in_another_order_the_same(self):
        bury, leigh = AreaFactory(name="Bury"), AreaFactory(name="Leigh")
        one = PracticePageFactory(areas=[bury, leigh])
        other = PracticePageFactory(areas=[leigh, bury])

        assert row(compared(one.pk, other.pk), "Where").difference == "The same"

    def test_leaves_out_the_fifth_and_says_so(self):
        numbers = [PracticePageFactory().pk for _number in range(5)]

        comparison = compared(*numbers)

        assert [practice.pk for practice in comparison.practices] == numbers[:4]
        assert comparison.problems == [
            "We can compare 4 practices at once, so we left out the last 1."
        ]

    def test_says_the_same_of_what_never_was_and_of_what_nobody_may_see(self):
        shown = PracticePageFactory()
        private, draft = PracticePageFactory(title="Secret"), PracticePageFactory(draft=True)
        make_private(private)

        for hidden in (private.pk, draft.pk, 999_999_999):
            comparison = compared(hidden, shown.pk)

            assert comparison.practices == [shown]
            assert comparison.problems == [GONE]

    def test_shows_a_practice_once(self):
        practice = PracticePageFactory()

        comparison = compared(practice.pk, practice.pk)

        assert comparison.practices == [practice]
        assert comparison.problems == ["You chose the same practice twice, so we show it once."]

    @pytest.mark.parametrize("value", ["x", "0", "-1", "1.5", "²", "9" * 10, "<b>"])
    def test_names_what_is_no_number(self, value):
        assert compared(value).problems == [
            f"“{value}” is not the number of a practice, so we left it out."
        ]

    @settings(
        max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.lists(st.text() | st.integers(min_value=1, max_value=30).map(str), max_size=30))
    def test_never_raises(self, values):
        data = QueryDict(mutable=True)
        data.setlist("p", values)

        assert len(compare(data).practices) <= 4


class TestComparisonCsv:
    def test_has_a_column_for_each_practice_and_a_row_for_each_fact(self):
        one, other = PracticePageFactory(title="=One"), PracticePageFactory(title="Other")

        lines = comparison_csv(compared(one.pk, other.pk), site_url="https://example.org", at=AT)

        text = b"".join(lines).decode("utf-8-sig")
        rows = {name: cells for name, *cells in csv.reader(io.StringIO(text, newline=""))}
        assert rows["Fact"] == ["'=One", "Other", "Same or different"]
        assert rows["Stage"] == ["Running", "Running", "The same"]
        assert rows["Downloaded on"] == ["2026-01-02", "2026-01-02"]
        assert rows["Web address"][0].startswith("https://example.org/practices/")


class TestPracticeComparison:
    def test_drops_the_search_that_the_finder_sends_along(self, client):
        answer = client.get("/practices/compare/?q=care&theme=x&p=3&p=4")

        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            "/practices/compare/?p=3&p=4",
        )

    def test_asks_for_practices_where_there_are_none(self, client):
        page = client.get("/practices/compare/").content.decode()

        assert "Choose from two to 4 practices" in page

    def test_shows_nothing_of_a_private_practice(self, client):
        shown, private = PracticePageFactory(title="Open"), PracticePageFactory(title="Secret")
        make_private(private)

        for path in ("/practices/compare/", "/practices/compare/csv/"):
            answer = client.get(f"{path}?p={shown.pk}&p={private.pk}")

            assert b"Open" in answer.getvalue()
            assert b"Secret" not in answer.getvalue()
