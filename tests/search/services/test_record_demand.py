"""Counting searches without keeping anything about who searched."""

from datetime import date, timedelta

import pytest

from search.models import QueryCount, ThemeCount
from search.services.record_demand import (
    COUNTS_LIVE,
    HASHES_LIVE,
    READABLE_FROM,
    SearchMade,
    forget_demand,
    record_search,
)
from tests.factories.demand import QueryCountFactory, ThemeCountFactory
from tests.factories.practices import ThemeFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


def search(text="night sitters", *, themes=(), total=0, is_weak=True):
    return SearchMade(text=text, themes=themes, total=total, is_weak=is_weak)


def record(*args, times=1, on=MONDAY, **kwargs):
    for _time in range(times):
        assert record_search(search=search(*args, **kwargs), on=on)


class TestRecordSearch:
    def test_counts_searches_of_one_day_in_one_row(self):
        record("Night  sitters?", total=0)
        record("night sitters", total=2)
        record("NIGHT SITTERS", total=9, is_weak=False)

        row = QueryCount.objects.get()
        counts = (row.day, row.times, row.nothing_times, row.weak_times, row.last_total)
        assert counts == (MONDAY, 3, 1, 1, 9)

    def test_keeps_no_readable_wording_until_it_was_typed_often(self):
        record(times=READABLE_FROM - 1)
        assert "sitters" not in str(QueryCount.objects.values_list())

        record(on=MONDAY + timedelta(days=3))

        assert set(QueryCount.objects.values_list("text", flat=True)) == {"night sitters"}

    def test_adds_up_only_a_few_weeks(self):
        record(times=READABLE_FROM - 1)
        record(on=MONDAY + HASHES_LIVE + timedelta(days=1))

        assert not QueryCount.objects.readable().exists()

    def test_gives_no_wording_away_by_a_hash_that_anybody_can_make(self, settings):
        record()
        settings.SECRET_KEY = "another key that is as long as the first one was, and longer too"
        record()

        assert QueryCount.objects.count() == 2

    @pytest.mark.parametrize("text", ["amina@example.org", "jones M14 5RF", "07700 900123", "?!"])
    def test_keeps_nothing_at_all_of_what_looks_personal_or_has_no_words(self, text):
        record(text, times=READABLE_FROM)

        assert not QueryCount.objects.exists()

    def test_has_no_column_for_a_person_or_a_time_of_day(self):
        fields = {field.name: field.get_internal_type() for field in QueryCount._meta.fields}

        assert fields.keys() == {
            "id",
            "day",
            "text_hash",
            "text",
            "times",
            "nothing_times",
            "weak_times",
            "last_total",
        }
        assert fields["day"] == "DateField"

    def test_counts_chosen_themes_that_exist(self):
        theme = ThemeFactory(slug="nights")

        record("", themes=("nights", "gone"), times=2)

        assert ThemeCount.objects.get().times == 2
        assert ThemeCount.objects.get().theme == theme
        assert not QueryCount.objects.exists()

    def test_takes_a_text_that_grows_when_it_is_normalised(self):
        record("ﷺ" * 100, times=READABLE_FROM)

        assert len(QueryCount.objects.get().text) <= 200


class TestForgetDemand:
    def test_forgets_rare_wordings_after_four_weeks_and_all_counts_after_a_year(self):
        rare_day, old_day = MONDAY - HASHES_LIVE, MONDAY - COUNTS_LIVE
        kept = [
            QueryCountFactory(day=rare_day),
            QueryCountFactory(day=rare_day, text="", text_hash="recent"),
            QueryCountFactory(day=old_day),
        ]
        ThemeCountFactory(day=old_day)
        day = timedelta(days=1)
        QueryCountFactory(day=rare_day - day, text="", text_hash="rare")
        QueryCountFactory(day=old_day - day)
        ThemeCountFactory(day=old_day - day)

        forgotten = forget_demand(on=MONDAY)

        assert forgotten == 3
        assert set(QueryCount.objects.all()) == set(kept)
        assert ThemeCount.objects.get().day == old_day
