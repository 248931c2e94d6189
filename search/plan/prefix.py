"""What somebody has typed so far, as words that begin words of a title."""

from dataclasses import dataclass

from search.text import words

MAX_CHARACTERS = 200
MAX_WORDS = 8
"""No title needs more to be told from the others, and every word is one more thing to look for."""

START_LENGTH = 12
"""Characters by which the start of a title is known. Indexed one by one, they make a start a single
term: among 20,000 titles as whole terms, reading those with one start took 7 ms for two letters.
"""


@dataclass(frozen=True, kw_only=True)
class Prefix:
    """Indexed forms of the typed words, whom the titles are for, and how many are wanted."""

    words: tuple[str, ...]
    visibility: tuple[str, ...] = ("public",)
    limit: int = 5

    @property
    def start(self) -> str:
        """One of the `title_starts` of every title that begins with what was typed."""
        return " ".join(self.words)[:START_LENGTH]

    @property
    def finished(self) -> tuple[str, ...]:
        """The words before the last one, which alone may still be growing."""
        return self.words[:-1]


def typed_words(text: str) -> tuple[str, ...]:
    """The words of what was typed, as they are indexed; any text is safe, and may hold none."""
    return tuple(words(text[:MAX_CHARACTERS])[:MAX_WORDS])


def title_starts(title: str) -> list[str]:
    """What an indexed title begins with, from one character to `START_LENGTH`."""
    joined = " ".join(words(title))
    return [joined[:length] for length in range(1, min(len(joined), START_LENGTH) + 1)]
