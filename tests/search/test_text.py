"""Words as both engines are given them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.documents.collection import PRACTICES
from search.engines.elasticsearch.mapping import indexed_source
from search.text import MAX_WORD_LENGTH, indexable, stem, stems, words, words_with_places
from tests.factories.search import document


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("PAs, CICs and LLPs", ["pa", "cic", "and", "llp"]),
            ("Co-operative co‑op CO-OPS", ["cooperative", "coop", "coops"]),
            ("e-mail", ["email"]),
            ("taco-stand", ["taco", "stand"]),
            ("self-managing", ["self", "managing"]),
            ("carer's carer’s carers'", ["carer", "carer", "carers"]),
            ("don't", ["dont"]),
            ("3,500 hours at £9.28", ["3500", "hours", "at", "9.28"]),
            ("24/7, 18.7%–36.2%", ["24", "7", "18.7", "36.2"]),
            ("Montréal, Łódź, Søren, Straße", ["montreal", "lodz", "soren", "strasse"]),
            ("G&TC; Give&TakeCare", ["g", "tc", "give", "takecare"]),
            ("x_y (z) [q] <b>", ["x", "y", "z", "q", "b"]),
            ("İstanbul ½ 漢字 𝑨", ["istanbul", "12", "漢字", "a"]),
            ("😀 — … ' - .", []),
            ("", []),
        ],
    )
    def test_are_cut_and_folded(self, text, expected):
        assert words(text) == expected

    def test_are_cut_to_a_length_that_both_engines_take(self):
        assert [len(word) for word in words("a" * 10_000)] == [MAX_WORD_LENGTH]

    @given(st.text())
    def test_hold_nothing_that_an_engine_would_cut_again(self, text):
        for word in words(text):
            assert word
            assert word == word.split()[0]
            assert len(word) <= MAX_WORD_LENGTH

    @given(st.text())
    def test_stay_the_same_when_cut_once_more(self, text):
        once = indexable(text)

        assert indexable(once) == once

    @given(st.text())
    def test_have_places_inside_the_text_in_order(self, text):
        end = 0
        for word in words_with_places(text):
            assert end <= word.start < word.end <= len(text)
            end = word.end


class TestStem:
    @pytest.mark.parametrize(
        ("word", "expected"),
        [("commissioning", "commiss"), ("commissioners", "commission"), ("carers", "carer")],
    )
    def test_is_that_of_porter2(self, word, expected):
        assert stem(word) == expected

    def test_joins_forms_of_a_wording(self):
        assert stems("Care workers") == stems("care worker")


class TestIndexedSource:
    def test_gives_both_engines_the_same_words(self):
        made = document(1, "PAs", body="Co-op’s 3,500")

        assert indexed_source(made, PRACTICES)["all_words"] == "pa coop 3500"
