"""Cuts text into words in one way for the plan, both engines and the highlighter.

Both engines index the words that this module makes, separated by spaces, so their own tokenizers
have nothing left to disagree about; they add only the stemmer, Porter2, which both have.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

FORMAT = 1
"""Raise it with any change to how words are cut: an index made before must be rebuilt."""
MAX_WORD_LENGTH = 64
"""Longer “words” are addresses or accidents; both engines have limits of their own above this."""

# A number keeps its decimal point (9.28) and loses its thousands separators (3,500 -> 3500). The
# prefixes co- and e- join what follows, so that co-operative, cooperative, e-mail and email meet.
_WORD = re.compile(
    r"\d+(?:[.,]\d+)+[^\W_]*|(?:(?:co|e)[-\u2010\u2011])?[^\W\d_][^\W_]*(?:['\u2019\u02bc][^\W_]+)*|\d[^\W_]*",
    re.IGNORECASE,
)
_HYPHENS_AND_APOSTROPHES = re.compile(r"['\u2019\u02bc\u2010\u2011,-]")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s$", re.IGNORECASE)
_STRAY_POINT = re.compile(r"(?<!\d)\.|\.(?!\d)")
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,6}s")
# Letters that Unicode does not decompose into a base letter and an accent.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ð": "d", "þ": "th"}
)

_stemmer = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()


class Word(NamedTuple):
    """One word of a text: where it stands, and the form under which it is indexed."""

    start: int
    end: int
    form: str


def words_with_places(text: str) -> Iterator[Word]:
    """The words of a text in order, with the half-open range of characters of each."""
    for match in _WORD.finditer(text):
        form = normalised_word(match.group())
        if form:
            yield Word(match.start(), match.end(), form)


def words(text: str) -> list[str]:
    """The words of a text as they are indexed: lower case, without accents, not yet stemmed."""
    forms = (normalised_word(written) for written in _WORD.findall(text))
    return [form for form in forms if form]


def written_words(text: str) -> list[re.Match[str]]:
    """The words of a text as they are written; those that have no indexed form are left out."""
    return [match for match in _WORD.finditer(text) if normalised_word(match.group())]


def indexable(text: str) -> str:
    """The text as both engines are given it: its words, separated by single spaces."""
    return " ".join(words(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Porter2 stem of an indexed word (Porter, Snowball “english”, 2001)."""
    stems: list[str] = _stemmer.analyze(word)
    return stems[0] if stems else word


@lru_cache(maxsize=65_536)
def written_stem(written: str) -> str:
    """The stem of one written word."""
    return stem(normalised_word(written))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order: what decides whether two wordings are the same."""
    return tuple(stem(word) for word in words(text))


@lru_cache(maxsize=65_536)
def normalised_word(written: str) -> str:
    """One written word as it is indexed: “PAs” -> “pa”, “carer’s” -> “carer”, “é” -> “e”."""
    if _PLURAL_ACRONYM.fullmatch(written):
        written = written[:-1]
    plain = _POSSESSIVE.sub("", written)
    # Decomposed before the case is folded too: a mathematical 𝑨 has no lower case of its own.
    folded = unicodedata.normalize("NFKD", plain).casefold().translate(_UNDECOMPOSED)
    decomposed = _HYPHENS_AND_APOSTROPHES.sub("", unicodedata.normalize("NFKD", folded))
    letters = (letter for letter in decomposed if not unicodedata.combining(letter))
    # Compatibility decomposition can bring spaces and signs (½ -> 1⁄2, ⒈ -> 1.); a word has none.
    kept = "".join(letter for letter in letters if letter.isalnum() or letter == ".")
    return _STRAY_POINT.sub("", kept[:MAX_WORD_LENGTH])
