"""What Python says are the words of a text is what both engines index and find."""

from collections import Counter, defaultdict

import pytest

from search.plan.model import Alternative, Concept, MatchKind, Plan
from search.text import stem, words
from tests.contracts.written_words import written_words
from tests.factories.search import document

TEXTS = dict(enumerate(written_words(), start=1))
WORDS = {number: words(text) for number, text in TEXTS.items()}


@pytest.fixture
def filled(engine):
    engine.rebuild(document(number, "", body=text) for number, text in TEXTS.items())
    return engine


def found(engine, **plan):
    hits = engine.search(Plan(size=len(TEXTS), **plan)).hits
    return {int(hit.id) for hit in hits}


def concept(word):
    alternative = Alternative(words=(word,), label=word, kind=MatchKind.EXACT, weight=1.0)
    return Concept(alternatives=(alternative,))


class TestWrittenWords:
    def test_are_enough_to_say_something(self):
        assert len(TEXTS) >= 200

    def test_are_the_vocabulary_of_the_engine(self, filled):
        expected = Counter(word for forms in WORDS.values() for word in set(forms))

        assert filled.vocabulary() == dict(expected)

    def test_are_found_in_quotation_marks_as_they_stand(self, filled):
        for number, forms in WORDS.items():
            if forms:
                assert number in found(filled, phrases=(tuple(forms),)), TEXTS[number]

    def test_are_found_by_every_word_with_their_stem_and_by_no_other(self, filled):
        holding = defaultdict(set)
        for number, forms in WORDS.items():
            for word in forms:
                holding[stem(word)].add(number)

        for word in {word for forms in WORDS.values() for word in forms}:
            assert found(filled, concepts=(concept(word),)) == holding[stem(word)], word

    def test_leave_a_text_without_words_unfound_but_counted(self, filled):
        wordless = {number for number, forms in WORDS.items() if not forms}

        assert wordless
        assert wordless <= found(filled)
