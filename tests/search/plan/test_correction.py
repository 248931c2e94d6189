"""Misspelt words, and words that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.plan.correction import Corrector, SpellingIndex, edit_distance

WORDS = st.text(alphabet="abcd", max_size=6)


def corrector(vocabulary, **known):
    return Corrector(SpellingIndex(vocabulary), **known)


class TestEditDistance:
    @pytest.mark.parametrize(
        ("one", "other", "distance"),
        [
            ("care", "care", 0),
            ("care", "cares", 1),
            ("care", "cre", 1),
            ("care", "core", 1),
            ("care", "caer", 1),
            ("ca", "abc", 3),
            ("", "care", 4),
        ],
    )
    def test_counts_slips_with_a_swap_as_one(self, one, other, distance):
        assert edit_distance(one, other) == distance

    @given(WORDS, WORDS)
    def test_is_the_same_both_ways(self, one, other):
        assert edit_distance(one, other) == edit_distance(other, one)

    @given(WORDS, WORDS)
    def test_is_between_the_difference_and_the_larger_of_the_lengths(self, one, other):
        distance = edit_distance(one, other)

        assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))


class TestCorrection:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("carrer", "career"),
            ("retenion", "retention"),
            ("buurtzrog", "buurtzorg"),
            ("assisstnat", "assistant"),
            ("etention", "retention"),
            ("eretention", "retention"),
            ("detention", "retention"),
            ("ertention", "retention"),
        ],
    )
    def test_finds_the_word_that_was_meant(self, typed, meant):
        vocabulary = dict.fromkeys(("career", "retention", "buurtzorg", "assistant"), 1)

        assert corrector(vocabulary).correction(typed) == meant

    def test_prefers_the_nearest_then_the_commonest(self):
        vocabulary = {"volunteer": 1, "volunteers": 5, "volunteered": 9}

        assert corrector(vocabulary).correction("volunteeer") == "volunteer"
        assert corrector({"carers": 1, "caters": 5}).correction("cavers") == "caters"

    def test_prefers_the_same_first_letter_to_a_commoner_word(self):
        assert corrector({"banding": 1, "sanding": 9}).correction("bqnding") == "banding"
        assert corrector({"handing": 1, "sanding": 9}).correction("hanxing") == "handing"

    def test_allows_two_slips_from_eight_letters(self):
        vocabulary = {"recruitment": 1, "training": 1, "shifts": 1}

        assert corrector(vocabulary).correction("recuritmant") == "recruitment"
        assert corrector(vocabulary).correction("shofst") is None

    @pytest.mark.parametrize(
        "typed", ["the", "car3r", "dols", "cqc", "9.28", "zzzzzz", "night"], ids=str
    )
    def test_leaves_short_words_numbers_acronyms_and_strangers_alone(self, typed):
        vocabulary = {"then": 1, "career": 1, "dolls": 1, "right": 1, "cqcs": 1}

        assert corrector(vocabulary).correction(typed) is None

    def test_leaves_known_words_and_their_other_forms_alone(self):
        vocabulary = {"recruiting": 1, "recruiter": 9}

        assert corrector(vocabulary).correction("recruited") is None

    def test_mends_a_slip_in_a_word_that_only_a_rule_knows(self):
        known = corrector({"nursery": 1}, known_words=["intergenerational"])

        assert known.correction("intergenerashional") == "intergenerational"

    def test_prefers_words_of_documents_to_words_of_rules(self):
        known = corrector({"garden": 1}, known_words=["barden"])

        assert known.correction("karden") == "garden"

    def test_leaves_protected_words_and_synonyms_alone(self):
        vocabulary = {"seeks": 1, "churns": 1, "churned": 1}

        assert corrector({"seeks": 1}, protected=["seuk"]).correction("seuk") is None
        assert corrector(vocabulary, known_words=["churn"]).correction("churn") is None
