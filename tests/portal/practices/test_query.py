"""What an address asks of the practices, and the address and sentence made of it again."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.common.typed_text import MAX_CHARACTERS, MAX_WORDS
from portal.practices.facets import FACETS
from portal.practices.query import PracticeQuery
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import ThemeFactory

PARAMETERS = ["q", "page", "exact", "sort", *(facet.key for facet in FACETS)]
KNOWN = ["1", "newest", "stopped", "not-stated", "yes", "under-1k", "2018", '"a b" c', "7"]

pytestmark = pytest.mark.django_db


def parsed(address: str) -> PracticeQuery:
    return PracticeQuery.parse(QueryDict(address))


@pytest.fixture
def loneliness():
    return ThemeFactory(slug="loneliness", name="Loneliness")


@pytest.fixture
def rochdale():
    return AreaFactory(slug="rochdale", name="Rochdale")


class TestParse:
    def test_reads_words_filters_page_and_exact_spelling(self, loneliness, rochdale):
        query = parsed("q=home+care&theme=loneliness&area=rochdale&page=3&exact=1&stage=stopped")

        assert query.text == "home care"
        assert query.filters == {
            "theme": ("loneliness",),
            "area": ("rochdale",),
            "stage": ("stopped",),
        }
        assert query.page == 3
        assert query.is_exact
        assert query.problems == ()

    def test_leaves_out_an_unknown_value_and_says_so(self, loneliness):
        query = parsed("theme=loneliness&theme=no-such-theme")

        assert query.filters == {"theme": ("loneliness",)}
        assert query.problems == (
            "“no-such-theme” is not in our list for Theme, so we left it out.",
        )

    def test_keeps_several_values_once_each_in_one_order(self, loneliness):
        ThemeFactory(slug="dementia", name="Dementia")

        query = parsed("theme=loneliness&theme=dementia&theme=loneliness&theme=")

        assert query.filters == {"theme": ("dementia", "loneliness")}

    @pytest.mark.parametrize("page", ["", "0", "-1", "1.5", "x", "²", "9" * 5000, "1 2"])
    def test_takes_an_unusable_page_number_for_the_first_page(self, page):
        data = QueryDict(mutable=True)
        data["page"] = page

        assert PracticeQuery.parse(data).page == 1

    def test_cuts_words_at_the_limit_and_says_so(self):
        query = parsed("q=" + "+".join(f"w{number}" for number in range(MAX_WORDS + 1)))

        assert len(query.text.split()) == MAX_WORDS
        assert query.problems == ("Your search was long, so we used only its beginning.",)

    def test_cuts_characters_at_the_limit(self):
        assert len(parsed("q=" + "a" * 10_000).text) == MAX_CHARACTERS

    def test_says_nothing_about_a_text_of_the_longest_allowed_length(self):
        query = parsed("q=" + "a" * MAX_CHARACTERS)

        assert query.problems == ()

    def test_takes_out_null_bytes_and_marks_that_reverse_text(self):
        assert parsed("q=home%00care%E2%80%AEx").text == "home care x"

    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text() | st.sampled_from(KNOWN))))
    def test_never_raises_and_always_gives_an_address_that_reads_the_same(self, pairs):
        data = QueryDict(mutable=True)
        for key, value in pairs:
            data.appendlist(key, value)

        query = PracticeQuery.parse(data)

        address = query.to_query_string(with_page=True)
        again = PracticeQuery.from_query_string(address)
        assert again == query
        assert again.to_query_string(with_page=True) == address
        assert again.problems == ()
        assert "\x00" not in query.text

    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=300))
    def test_never_raises_on_the_raw_bytes_of_an_address(self, raw):
        query = PracticeQuery.from_query_string(raw.decode("latin-1"))

        assert PracticeQuery.from_query_string(query.to_query_string(with_page=True)) == query


class TestDescribe:
    def test_joins_each_facet_with_its_preposition(self, loneliness, rochdale):
        query = parsed("theme=loneliness&area=rochdale&q=home+care")

        sentence = query.describe(12)

        assert sentence == "12 practices about Loneliness in Rochdale matching “home care”"

    def test_joins_values_of_one_facet_with_or(self, loneliness):
        ThemeFactory(slug="dementia", name="Dementia")
        ThemeFactory(slug="absence", name="Absence")

        sentence = parsed("theme=loneliness&theme=dementia&theme=absence").describe(1)

        assert sentence == "1 practice about Loneliness, Dementia or Absence"

    def test_quotes_what_is_a_sentence_of_its_own(self):
        sentence = parsed("stage=stopped&stage=running").describe(2)

        assert sentence == "2 practices at the stage “Running” or “Tried, did not last”"

    def test_says_in_words_that_something_is_not_stated(self, rochdale):
        sentence = parsed("area=rochdale&area=not-stated&cost_band=not-stated").describe(2)

        assert sentence == (
            "2 practices in Rochdale or with “Area” not stated"
            " with “What it costs in the first year” not stated"
        )

    def test_names_no_number_where_none_is_known(self, rochdale):
        assert parsed("area=rochdale").describe() == "Practices in Rochdale"

    def test_leaves_out_a_value_that_no_vocabulary_holds_any_more(self):
        assert PracticeQuery(filters={"theme": ("gone",)}).describe() == "Practices"


class TestToQueryString:
    def test_does_not_depend_on_the_order_of_the_address(self, loneliness, rochdale):
        one = parsed("theme=loneliness&q=care&area=rochdale")
        other = parsed("q=care&area=rochdale&theme=loneliness")

        assert one.to_query_string() == other.to_query_string()
        assert one.to_query_string() == "area=rochdale&q=care&theme=loneliness"

    def test_carries_the_page_only_when_asked(self):
        query = parsed("q=care&page=2")

        assert query.to_query_string() == "q=care"
        assert query.to_query_string(with_page=True) == "page=2&q=care"


class TestWithout:
    def test_takes_one_value_away_and_goes_to_the_first_page(self, loneliness):
        ThemeFactory(slug="dementia", name="Dementia")
        query = parsed("theme=loneliness&theme=dementia&page=2")

        fewer = query.without("theme", "dementia")

        assert fewer == PracticeQuery(filters={"theme": ("loneliness",)})

    def test_takes_a_whole_facet_away(self, loneliness):
        OrganisationFactory(slug="be-caring")

        fewer = parsed("theme=loneliness&organisation=be-caring").without("theme")

        assert fewer.filters == {"organisation": ("be-caring",)}


class TestHasCriteria:
    def test_is_false_for_an_empty_address(self):
        assert not parsed("").has_criteria

    def test_is_true_for_words_or_a_filter(self, rochdale):
        assert parsed("q=x").has_criteria
        assert parsed("area=rochdale").has_criteria
