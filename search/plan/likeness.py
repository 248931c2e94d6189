"""What makes a document like another: its telling words and what both are filed under."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.plan.model import FieldFilter
from search.plan.stop_words import QUESTION_WORDS
from search.text import words

MAX_WORDS = 25
"""As many as Lucene's MoreLikeThis takes by default; more cost time and add noise."""
MIN_DOCUMENTS = 2
"""A word that only this document holds can lead to no other."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A value that brings a document nearer by a fixed score when it has it too."""

    field: str
    value: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What documents are looked for that resemble one.

    `words` are indexed forms, not stemmed. A document with one of the values of `without` is left
    out, and so is the document itself; visibility and `limit` are as in a plan.
    """

    document_id: str
    words: tuple[str, ...] = ()
    shared: tuple[Shared, ...] = ()
    without: tuple[FieldFilter, ...] = ()
    visibility: tuple[str, ...] = ("public",)
    limit: int = 10


def telling_words(texts: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[str, ...]:
    """The words that tell a document from others: often in it, rarely elsewhere (tf-idf).

    Args:
        texts: of the document; a text that counts more is given more than once.
        vocabulary: indexed word -> number of documents that hold it.
    """
    counted = Counter(word for text in texts for word in words(text))
    most = max(vocabulary.values(), default=1)
    weights = {
        word: count * math.log(1 + most / vocabulary[word])
        for word, count in counted.items()
        if word not in QUESTION_WORDS and vocabulary.get(word, 0) >= MIN_DOCUMENTS
    }
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:MAX_WORDS])
