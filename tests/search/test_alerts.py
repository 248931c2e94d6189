"""Saved searches against some practices."""

import pytest

from portal.practices.query import PracticeQuery
from search.alerts import practices_matching
from search.port import SearchUnavailableError
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


class TestPracticesMatching:
    def test_gives_those_that_a_search_would_find(self, rebuild):
        theme = ThemeFactory(slug="retention")
        gardens = PracticePageFactory(title="Gardens", themes=[theme])
        other = PracticePageFactory(title="Meadows", themes=[theme])
        outside = PracticePageFactory(title="Gardens")
        rebuild()
        query = PracticeQuery(text="gardens", filters={"theme": ("retention",)}, page=9)

        found = practices_matching(query=query, practice_ids=[gardens.pk, other.pk, outside.pk])

        assert found == {gardens.pk}

    def test_gives_none_that_it_was_not_asked_about(self, rebuild):
        asked, _other = PracticePageFactory(), PracticePageFactory()
        rebuild()

        assert practices_matching(query=PracticeQuery(), practice_ids={asked.pk}) == {asked.pk}
        assert practices_matching(query=PracticeQuery(), practice_ids=()) == set()

    def test_never_gives_what_not_everybody_may_read(self, rebuild):
        practice = PracticePageFactory()
        make_private(practice)
        rebuild()

        assert practices_matching(query=PracticeQuery(), practice_ids=[practice.pk]) == set()

    def test_asks_about_any_number(self, rebuild):
        practice = PracticePageFactory()
        rebuild()
        many = [*range(10**6, 10**6 + 1_500), practice.pk]

        assert practices_matching(query=PracticeQuery(), practice_ids=many) == {practice.pk}

    def test_says_when_nothing_is_known_rather_than_that_nothing_matches(self, engine):
        with pytest.raises(SearchUnavailableError):
            practices_matching(query=PracticeQuery(), practice_ids=[1])
