"""The node's own analysis parts behave as the stock server's documentation says."""

import pytest

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def words(client, index):
    def analyse(text, **chain):
        answer = client.indices.analyze(index=index, text=text, **chain)
        return [token["token"] for token in answer["tokens"]]

    return analyse


class TestProse:
    def test_gives_overridden_words_one_stem(self, words):
        found = words("Commissioners commissioning", analyzer="prose")

        assert found == ["commission", "commission"]

    def test_shields_an_overridden_word_from_the_stemmer_behind_it(self, words):
        found = words("carers caring", analyzer="prose")

        assert found == ["carer", "care"]

    def test_drops_possessives_whatever_the_apostrophe(self, words):
        found = words("provider's provider’s", analyzer="prose")

        assert found == ["provid", "provid"]

    def test_folds_accents_and_case(self, words):
        found = words("CAFÉ", analyzer="prose")

        assert found == ["cafe"]


class TestStemmer:
    def test_tells_porter2_from_the_older_porter(self, words):
        # The two disagree on "generously": Porter2 knows the exceptional prefix "gener".
        chain = {"tokenizer": "keyword"}

        assert words("generously", filter=["porter2"], **chain) == ["generous"]
        assert words("generously", filter=["porter"], **chain) == ["gener"]

    def test_refuses_a_language_it_does_not_have(self, client, index):
        with pytest.raises(Exception, match="no stemmer named"):
            client.indices.analyze(
                tokenizer="keyword", filter=[{"type": "stemmer", "language": "german"}], text="x"
            )


class TestStemmerOverride:
    def test_refuses_a_rule_without_an_arrow(self, client):
        with pytest.raises(Exception, match="expected 'left => right'"):
            client.indices.analyze(
                tokenizer="keyword", filter=[{"type": "stemmer_override", "rules": ["a"]}], text="x"
            )


class TestEdgeNGram:
    def test_keeps_the_beginnings_of_a_word(self, words):
        found = words("homecare", tokenizer="keyword", filter=["start"])

        assert found == ["ho", "hom", "home"]


class TestUnique:
    def test_keeps_the_first_of_each_word_in_the_whole_text(self, words):
        found = words("care home care", tokenizer="whitespace", filter=["unique"])

        assert found == ["care", "home"]

    def test_closes_the_gaps_that_repeats_leave(self, client, index):
        answer = client.indices.analyze(
            index=index, tokenizer="whitespace", filter=["unique"], text="care care home"
        )

        assert [token["position"] for token in answer["tokens"]] == [0, 1]


class TestRemoveDuplicates:
    def test_drops_a_repeat_only_at_the_same_place(self, words):
        chain = {"tokenizer": "whitespace", "filter": ["both", "lowercase", "remove_duplicates"]}

        assert words("Café plan plan", **chain) == ["cafe", "café", "plan", "plan"]


class TestCharFilters:
    def test_strip_markup_and_its_entities(self, words):
        found = words(
            "<p>Care &amp; support</p>", tokenizer="whitespace", char_filter=["html_strip"]
        )

        assert found == ["Care", "&", "support"]

    def test_map_a_character_to_an_escaped_space(self, words):
        found = words("and/or", tokenizer="whitespace", char_filter=["quotes"])

        assert found == ["and", "or"]


class TestTokenizers:
    @pytest.mark.parametrize(
        ("tokenizer", "expected"),
        [
            ("keyword", ["Day-care 24/7"]),
            ("whitespace", ["Day-care", "24/7"]),
            ("letter", ["Day", "care"]),
            ("standard", ["Day", "care", "24", "7"]),
        ],
    )
    def test_cut_text_each_in_its_way(self, words, tokenizer, expected):
        assert words("Day-care 24/7", tokenizer=tokenizer) == expected


class TestNormalizer:
    def test_folds_a_whole_value_to_one_key(self, words):
        found = words("Bolton’s CAFÉ", normalizer="folded")

        assert found == ["bolton's cafe"]
