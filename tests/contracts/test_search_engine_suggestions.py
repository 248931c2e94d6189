"""Titles for what somebody is typing, on both engines."""

import pytest

from search.plan.prefix import Prefix, typed_words
from search.port import Change, SearchUnavailableError
from tests.factories.search import document


def suggested(engine, typed, **options):
    found = engine.suggest(Prefix(words=typed_words(typed), **options))
    return [one.id for one in found]


class TestSuggest:
    @pytest.mark.parametrize(
        ("typed", "title"),
        [
            ("vol", "Volunteer drivers"),
            ("driv", "Volunteer drivers"),
            ("vol dri", "Volunteer drivers"),
            ("DRIVERS", "Volunteer drivers"),
            ("montreal", "Help in Montréal"),
            ("Montré", "Help in Montreal"),
            ("co-op", "Co-operative care"),
            ("co-", "Co-operative care"),
            ("care-plan", "A care plan"),
            ("carer’s", "Carers’ café"),
            ("9.2", "£9.28 an hour"),
            ("3,5", "3,500 hours"),
            ("חדש", "רעיון חדש"),
            ("see \x00 pla", "See the plan"),
            ("<b>pla</b", "B is for plan, b is for bold"),
        ],
    )
    def test_finds_titles_in_which_every_typed_word_begins_a_word(self, engine, typed, title):
        engine.rebuild([document(1, title), document(2, "Something else", body=title)])

        (found,) = engine.suggest(Prefix(words=typed_words(typed)))

        assert (found.id, found.title) == ("1", title)

    def test_puts_first_what_begins_as_typed_then_words_that_stand_together(self, engine):
        engine.rebuild(
            [
                document(1, "Home care visits"),
                document(2, "Better home care visits"),
                document(3, "Home visits and day care"),
                document(4, "Care of visitors at home"),
                document(5, "Home care vision"),
            ]
        )

        assert suggested(engine, "home care vis") == ["5", "1", "2", "4", "3"]

    def test_gives_the_newest_of_equals_and_no_more_than_asked_for(self, engine):
        engine.rebuild([document(number, f"Garden {number}") for number in (2, 9, 4, 7, 1)])

        assert suggested(engine, "gard", limit=3) == ["9", "7", "4"]

    @pytest.mark.parametrize("typed", ["", "   ", "!?", "\x00", "😀"])
    def test_gives_nothing_without_a_word(self, engine, typed):
        engine.rebuild([document(1, "Gardens")])

        assert suggested(engine, typed) == []

    @pytest.mark.parametrize(
        "typed",
        ["x" * 10_000, "a " * 5_000, "é" * 10_000, 'care OR "', ".*", "(a|b)+[", "\\", "*", "a\n?"],
    )
    def test_takes_any_text(self, engine, typed):
        engine.rebuild([document(1, "Gardens")])

        assert suggested(engine, typed) == []

    def test_shows_no_title_that_the_reader_may_not_see(self, engine):
        engine.rebuild([document(1, "Care"), document(2, "Care", visibility=("members",))])

        assert suggested(engine, "care") == ["1"]
        assert suggested(engine, "care", visibility=("public", "members")) == ["2", "1"]

    def test_forgets_a_title_that_was_taken_out_or_changed(self, engine):
        engine.rebuild([document(1, "Gardens"), document(2, "Gardening")])

        engine.apply(
            [
                Change(id="1", version=2),
                Change(id="2", version=2, document=document(2, "Meadows", version=2)),
            ]
        )

        assert suggested(engine, "gard") == []

    def test_says_when_the_engine_is_down(self, dead_engine):
        with pytest.raises(SearchUnavailableError):
            suggested(dead_engine, "care")
