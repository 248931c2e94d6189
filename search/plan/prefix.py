"""What somebody has typed so far, as words that begin words of a title."""

from dataclasses import dataclass

from search.text import words

MAX_CHARACTERS = 200
MAX_WORDS = 8
"""No title needs more to be told from the others, and every word is one more thing to look for."""


@dataclass(frozen=True, kw_only=True)
class Prefix:
    """Indexed forms of the typed words, whom the titles are for, and how many are wanted."""

    words: tuple[str, ...]
    visibility: tuple[str, ...] = ("public",)
    limit: int = 5

    @property
    def start(self) -> str:
        """How an indexed title begins that begins with what was typed."""
        return " ".join(self.words)

    @property
    def finished(self) -> tuple[str, ...]:
        """The words before the last one, which alone may still be growing."""
        return self.words[:-1]


def typed_words(text: str) -> tuple[str, ...]:
    """The words of what was typed, as they are indexed; any text is safe, and may hold none."""
    return tuple(words(text[:MAX_CHARACTERS])[:MAX_WORDS])
