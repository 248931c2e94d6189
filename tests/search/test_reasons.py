"""Why a result was found, in words."""

import pytest

from search.port import Hit, Match
from search.reasons import reason_for, understood
from tests.factories.search import equal, plan


def reason(*matches):
    return reason_for(
        Hit(id="1", version=1, score=1.0, title="", summary="", matches=tuple(matches))
    )


def match(kind, typed, found=None, *, filed=False):
    return Match(kind=kind, typed=typed, found=found or typed, is_filed=filed)


class TestReasonFor:
    def test_names_the_words_that_it_has(self):
        assert reason(match("exact", "gardens"), match("phrase", "home care")) == (
            "It has “gardens”, “home care”."
        )

    def test_names_a_synonym_with_what_it_stands_for(self):
        assert reason(match("synonym", "domiciliary care", "home care")) == (
            "It has “home care”, another way to say “domiciliary care”."
        )

    def test_names_a_related_wording_as_no_more_than_close(self):
        assert reason(match("related", "llp", "consortium")) == (
            "It has “consortium”, which is close to “llp”."
        )

    def test_names_no_synonym_where_the_typed_wording_is_there(self):
        assert reason(match("synonym", "llp", "partnership"), match("exact", "llp")) == (
            "It has “llp”."
        )

    def test_prefers_a_synonym_in_the_text_to_what_it_is_filed_under(self):
        assert reason(match("exact", "llp", filed=True), match("synonym", "llp", "bid")) == (
            "It has “bid”, another way to say “llp”."
        )

    def test_says_when_it_is_only_filed_under_a_word(self):
        assert reason(match("exact", "rochdale", filed=True)) == "It is filed under “rochdale”."

    def test_is_empty_without_words(self):
        assert reason() == ""


class TestUnderstood:
    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("gardens", ["“gardens”"]),
            ("domiciliary care", ["“domiciliary care”, and also “home care”"]),
            ('"home care"', ["the exact words “home care”"]),
            ("!", []),
        ],
    )
    def test_says_what_a_search_was_taken_to_mean(self, text, lines):
        made = plan(text, rules=(equal("domiciliary care", "home care"),))

        assert understood(made.concepts, made.phrases) == lines
