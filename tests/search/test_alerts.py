"""Saved searches against some practices."""

import pytest

from portal.practices.query import PracticeQuery
from search.alerts import searches_matching
from search.planning import plan_for
from search.port import SearchUnavailableError
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db

EVERYTHING = {1: ""}


class TestSearchesMatching:
    def test_gives_those_that_each_search_would_find(self, rebuild):
        theme = ThemeFactory(slug="retention")
        gardens = PracticePageFactory(title="Gardens", themes=[theme])
        other = PracticePageFactory(title="Meadows", themes=[theme])
        outside = PracticePageFactory(title="Gardens")
        rebuild()
        searches = {1: "q=gardens&theme=retention", 2: "theme=retention", 3: "q=bookkeeping"}

        found = searches_matching(
            searches=searches, practice_ids=[gardens.pk, other.pk, outside.pk]
        )

        assert found == {1: {gardens.pk}, 2: {gardens.pk, other.pk}}

    def test_answers_alike_for_searches_that_mean_the_same(self, rebuild):
        practice = PracticePageFactory(title="Gardens")
        rebuild()
        searches = {1: "q=Gardens", 2: "q=gardens", 3: "q=GARDENS%3F"}

        found = searches_matching(searches=searches, practice_ids=[practice.pk])

        assert found == {number: {practice.pk} for number in searches}

    def test_corrects_spelling_by_the_words_of_the_whole_index(self, engine, rebuild):
        PracticePageFactory(title="Reablement at home")
        changed = PracticePageFactory(title="Enablement")
        rebuild()
        query = PracticeQuery(text="reablememt")

        found = searches_matching(searches={1: query.to_query_string()}, practice_ids=[changed.pk])

        assert plan_for(query, engine=engine).corrected_text == "reablement"
        assert found == {}

    def test_gives_none_that_it_was_not_asked_about(self, rebuild):
        asked, _other = PracticePageFactory(), PracticePageFactory()
        rebuild()

        assert searches_matching(searches=EVERYTHING, practice_ids={asked.pk}) == {1: {asked.pk}}
        assert searches_matching(searches=EVERYTHING, practice_ids=()) == {}

    def test_never_gives_what_not_everybody_may_read(self, rebuild):
        practice = PracticePageFactory()
        rebuild()
        make_private(practice)

        assert searches_matching(searches=EVERYTHING, practice_ids=[practice.pk]) == {}

    def test_tells_nobody_of_everything_because_a_theme_was_removed(self, rebuild):
        practice = PracticePageFactory()
        rebuild()

        found = searches_matching(
            searches={1: "theme=gone&theme=gone-too"}, practice_ids=[practice.pk]
        )

        assert found == {}

    def test_asks_the_database_as_often_for_many_searches_as_for_one(
        self, rebuild, django_assert_max_num_queries
    ):
        ThemeFactory(slug="retention")
        practice = PracticePageFactory(title="Gardens")
        rebuild()
        searches = {number: f"q=word{number}&theme=retention" for number in range(50)}
        searches_matching(searches={0: searches[0]}, practice_ids=[practice.pk])

        with django_assert_max_num_queries(30):
            searches_matching(searches=searches, practice_ids=[practice.pk])

    def test_says_when_nothing_is_known_rather_than_that_nothing_matches(self, engine):
        with pytest.raises(SearchUnavailableError):
            searches_matching(searches=EVERYTHING, practice_ids=[1])
