"""What the components' tags work out: folded filters and links to pages."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from portal.common.templatetags.components import page_links, split_options


def _options(number, chosen=()):
    return [{"value": value, "is_chosen": value in chosen} for value in range(number)]


def _values(options):
    return [option["value"] for option in options]


def _urls(links):
    return [link.url for link in links.pages]


class TestSplitOptions:
    def test_folds_what_follows_the_first_ones(self):
        parts = split_options(_options(6), 4)

        assert (_values(parts.shown), _values(parts.folded)) == ([0, 1, 2, 3], [4, 5])

    def test_never_folds_a_chosen_option(self):
        parts = split_options(_options(9, chosen=(7,)), 4)

        assert (_values(parts.shown), _values(parts.folded)) == ([0, 1, 2, 3, 7], [4, 5, 6, 8])

    def test_does_not_fold_a_single_option(self):
        parts = split_options(_options(5), 4)

        assert (_values(parts.shown), parts.folded) == ([0, 1, 2, 3, 4], [])

    @pytest.mark.parametrize("visible", [None, ""], ids=["none", "undefined in the template"])
    def test_shows_six_unless_told(self, visible):
        assert len(split_options(_options(20), visible).shown) == 6


class TestPageLinks:
    def test_links_the_ends_and_the_neighbours(self):
        links = page_links(7, 20)

        numbers = [None if link.is_gap else link.number for link in links.pages]
        assert numbers == [1, None, 6, 7, 8, None, 20]
        assert [link.number for link in links.pages if link.is_current] == [7]

    def test_keeps_the_query_except_its_page(self):
        query = QueryDict("theme=dementia&theme=respite&q=a%26b&page=2")

        links = page_links(2, 3, query)

        search = "?theme=dementia&theme=respite&q=a%26b"
        assert _urls(links) == [search, f"{search}&page=2", f"{search}&page=3"]
        assert query["page"] == "2"

    def test_steps_back_and_on(self):
        links = page_links(2, 3)

        assert (links.previous.url, links.next.url) == ("?", "?page=3")

    def test_has_no_step_beyond_the_ends(self):
        assert page_links(1, 3).previous is None
        assert page_links(3, 3).next is None

    @pytest.mark.parametrize(("asked", "current"), [(0, 1), (99, 3)], ids=["before", "beyond"])
    def test_brings_a_page_that_is_not_there_into_range(self, asked, current):
        links = page_links(asked, 3)

        assert [link.number for link in links.pages if link.is_current] == [current]


class TestFilterGroup:
    def test_spends_little_of_a_page_on_each_of_many_choices(self):
        options = [{"value": n, "label": n, "count": n, "is_chosen": False} for n in range(100)]

        page = render_to_string("components/filter_group.html", {"name": "a", "options": options})

        # A page of results lists more than two hundred choices and stays under 80 kB.
        assert page.count("<input") == len(options)
        assert len(page) < 150 * len(options)
