"""Corrects misspelt words towards words that documents hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from string import ascii_lowercase

from search.text import stem

MIN_LENGTH = 4
"""Shorter words have too many neighbours to guess from."""
TWO_EDITS_FROM = 8
"""Letters from which two edits are allowed."""
NEW_FIRST_LETTER_FROM = 6
"""Letters from which the first may be wrong: “night” is no slip for “right”."""

SHORTEST_NEAR_MISS = 3
SAME_START = 6
"""Letters in common from which two words are likely to be of one family."""

_ACRONYMS = """
adass asc ccg chc cic cqc dbs dhsc dlp dols gmca gmhscp icb icp itt lco lps mca mhcc nhs nice nwcc
psm scie send tlap vcse
"""
NEVER_CORRECTED = frozenset(_ACRONYMS.split())
"""Acronyms of the field that documents may not hold; GOV.UK's own list has “dols” in it."""


class SpellingIndex:
    """The words of the index by first letter and length, to find the neighbours of another word.

    Filling it is one pass over the vocabulary and asking looks at the words of one letter and
    five lengths at most, so it costs little to make anew whenever the index has changed.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in vocabulary:
            if word.isalpha():
                self._buckets[word[0], len(word)].append(word)

    def neighbours(self, word: str, *, edits: int) -> Iterator[tuple[int, str]]:
        """Edit distance and word for indexed words with the same first letter, near enough."""
        letters = set(word)
        for length in range(len(word) - edits, len(word) + edits + 1):
            for candidate in self._buckets.get((word[0], length), ()):
                # One edit changes at most two letters of the set: a cheap test before the dear one.
                if len(letters.symmetric_difference(candidate)) <= 2 * edits:
                    distance = edit_distance(word, candidate)
                    if distance <= edits:
                        yield distance, candidate

    def with_another_start(self, word: str) -> Iterator[str]:
        """Indexed words that differ from `word` in one slip at its beginning."""
        starts = {word[1:], word[1] + word[0] + word[2:]}
        for letter in ascii_lowercase:
            starts |= {letter + word, letter + word[1:]}
        yield from (start for start in starts - {word} if start in self.vocabulary)


class Corrector:
    """Finds the likeliest word for a misspelt one: nearest, then same first letter, then commonest.

    Args:
        index: of the words that documents hold, as `search.text.words` makes them.
        protected: words that are never corrected, beside those with digits and `NEVER_CORRECTED`.
        known_words: words that are known though no document holds them, as those of synonyms: a
            slip in one is mended towards it, and its synonym then finds the documents.
        is_indexed: asked last, of a word about to be corrected: whether a document that was
            written since the vocabulary was read holds it.
    """

    def __init__(
        self,
        index: SpellingIndex,
        protected: Iterable[str] = (),
        known_words: Iterable[str] = (),
        is_indexed: Callable[[str], bool] = lambda _word: False,
    ) -> None:
        self._is_indexed = is_indexed
        others = set(known_words).difference(index.vocabulary)
        self._indexes = (index, SpellingIndex(dict.fromkeys(others, 0)))
        self._protected = NEVER_CORRECTED | set(protected)
        self._known_stems = {stem(word) for word in (*index.vocabulary, *others)}

    def correction(self, word: str) -> str | None:
        """The word to search for in place of `word`; None when it is known or has no neighbour."""
        if not self._may_correct(word):
            return None
        ranked = [found for index in self._indexes for found in _ranked(word, index)]
        return min(ranked)[-1] if ranked and not self._is_indexed(word) else None

    def _may_correct(self, word: str) -> bool:
        return (
            len(word) >= MIN_LENGTH
            and word.isalpha()
            and word not in self._protected
            and stem(word) not in self._known_stems
        )


def _ranked(word: str, index: SpellingIndex) -> Iterator[tuple[int, bool, int, str]]:
    for distance, candidate in index.neighbours(
        word, edits=2 if len(word) >= TWO_EDITS_FROM else 1
    ):
        yield distance, False, -index.vocabulary[candidate], candidate
    if len(word) >= NEW_FIRST_LETTER_FROM:
        for candidate in index.with_another_start(word):
            yield 1, True, -index.vocabulary[candidate], candidate


def near_miss(word: str, index: SpellingIndex) -> str | None:
    """The word itself where documents hold it, else the likeliest; freer than a correction.

    For searches that found nothing: two edits from six letters on and one from three, the first
    letter kept, as Elasticsearch's fuzziness AUTO with a prefix length of 1. Else the commonest
    word that begins with the same six letters.
    """
    if word in index.vocabulary:
        return word
    if len(word) < SHORTEST_NEAR_MISS:
        return None
    edits = 2 if len(word) >= NEW_FIRST_LETTER_FROM else 1
    near = [
        (distance, -index.vocabulary[candidate], candidate)
        for distance, candidate in index.neighbours(word, edits=edits)
    ]
    if near:
        return min(near)[-1]
    start = word[:SAME_START]
    same = (known for known in index.vocabulary if known.startswith(start))
    found = min(same, key=lambda known: (-index.vocabulary[known], known), default=None)
    return found if len(start) == SAME_START else None


def edit_distance(one: str, other: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words.

    The restricted Damerau-Levenshtein distance (optimal string alignment).
    """
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, target in enumerate(other, start=1):
            cost = min(
                last[column] + 1,
                current[column - 1] + 1,
                last[column - 1] + (letter != target),
            )
            is_swap = row > 1 and column > 1 and letter == other[column - 2]
            if is_swap and one[row - 2] == target:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]
