"""The filters as the finder shows them."""

import pytest

from portal.practices.query import PracticeQuery
from search.filter_groups import filter_groups, hidden_filters, selected_filters
from tests.factories.organisations import AreaFactory
from tests.factories.practices import ThemeFactory

pytestmark = pytest.mark.django_db


def group(query, counts, key):
    (found,) = (one for one in filter_groups(query, counts) if one.key == key)
    return found


class TestFilterGroups:
    def test_list_every_value_commonest_first(self):
        for slug in ("few", "many", "none"):
            ThemeFactory(slug=slug, name=slug.title())

        themes = group(PracticeQuery(), {"theme": {"few": 1, "many": 9}}, "theme")

        assert [(option.label, option.count) for option in themes.options] == [
            ("Many", 9),
            ("Few", 1),
            ("None", 0),
            ("Not stated", 0),
        ]

    def test_list_what_is_not_stated_last(self):
        ThemeFactory(slug="few", name="Few")

        themes = group(PracticeQuery(), {"theme": {"not-stated": 9, "few": 1}}, "theme")

        assert [option.label for option in themes.options] == ["Few", "Not stated"]

    def test_list_only_the_years_that_a_result_has_or_that_are_chosen(self):
        query = PracticeQuery(filters={"started": ("1994",)})

        years = group(query, {"started": {"2018": 3, "2014": 2, "1994": 0}}, "started")

        assert [(option.value, option.count) for option in years.options] == [
            ("2018", 3),
            ("2014", 2),
            ("1994", 0),
        ]

    def test_fold_the_rarer_ones_until_one_of_their_values_is_chosen(self):
        chosen = PracticeQuery(filters={"cost_band": ("under-1k",)})

        assert group(PracticeQuery(), {}, "cost_band").is_folded
        assert not group(chosen, {}, "cost_band").is_folded
        assert not group(PracticeQuery(), {}, "theme").is_folded

    def test_keep_the_order_of_stages_and_fold_none_away(self):
        stages = group(PracticeQuery(), {"stage": {"stopped": 9}}, "stage")

        assert [option.value for option in stages.options] == [
            *("proposed", "in-trial", "running", "spread", "stopped"),
        ]
        assert stages.visible >= len(stages.options)

    def test_mark_what_is_chosen(self):
        AreaFactory(slug="rochdale")
        AreaFactory(slug="wigan")

        areas = group(PracticeQuery(filters={"area": ("wigan",)}), {}, "area")

        assert {option.value: option.is_chosen for option in areas.options} == {
            "rochdale": False,
            "wigan": True,
            "not-stated": False,
        }

    def test_do_not_list_what_is_reached_by_links(self):
        assert "organisation" not in {one.key for one in filter_groups(PracticeQuery(), {})}


class TestSelectedFilters:
    def test_link_to_the_first_page_of_the_search_without_each(self):
        ThemeFactory(slug="a", name="First")
        ThemeFactory(slug="b", name="Second")
        query = PracticeQuery(text="care", filters={"theme": ("a", "b")}, page=4)

        selected = selected_filters(query, base_url="/practices/")

        assert [(one.label, one.url) for one in selected] == [
            ("First", "/practices/?q=care&theme=b"),
            ("Second", "/practices/?q=care&theme=a"),
        ]

    def test_link_to_a_bare_address_when_nothing_is_left(self):
        query = PracticeQuery(filters={"stage": ("running",)})

        (only,) = selected_filters(query, base_url="/practices/")

        assert only.url == "/practices/"


class TestHiddenFilters:
    def test_are_those_that_the_form_does_not_list(self):
        query = PracticeQuery(filters={"organisation": ("a", "b"), "theme": ("c",)})

        assert hidden_filters(query) == [("organisation", "a"), ("organisation", "b")]
