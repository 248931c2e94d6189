"""Makes what a reader typed into a search box safe to search for, whatever it was."""

import unicodedata

from django.utils.translation import gettext as _

MAX_CHARACTERS = 200
MAX_WORDS = 32
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def usable_text(typed: str) -> tuple[str, tuple[str, ...]]:
    """The words of a search as they can be looked for, and what has to be said about them."""
    words = readable(typed[: MAX_CHARACTERS * 2]).split()
    text = " ".join(words[:MAX_WORDS])[:MAX_CHARACTERS].rstrip()
    if len(words) > MAX_WORDS or len(typed) > MAX_CHARACTERS:
        return text, (_("Your search was long, so we used only its beginning."),)
    return text, ()


def readable(typed: str) -> str:
    """The text without characters that are words in no language, in one form of Unicode."""
    # Control characters (null bytes among them), lone surrogates and private-use code points are
    # words in no language, PostgreSQL refuses some of them, and marks that reverse the direction
    # of text could make a page say what it does not.
    kept = (" " if _is_unreadable(character) else character for character in typed)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_unreadable(character: str) -> bool:
    return character in _DIRECTION_MARKS or unicodedata.category(character) in {"Cc", "Cs", "Co"}
