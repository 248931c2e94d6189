"""The rules of Easy Read that a program can check, each with the message that says what to do.

After “Making written information easier to understand for people with learning disabilities”
(Department of Health, 2010): short sentences, one idea in each, a picture for each idea.
"""

import re

from django.utils.text import Truncator
from django.utils.translation import gettext as _

LONGEST_SENTENCE = 15
MOST_SENTENCES = 2
_QUOTED = 60
"""Characters of a sentence that a message repeats: enough to find it."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\")]*\s+|\n+")
_WORD = re.compile(r"\w[\w’'-]*")
_SIGNS = re.compile(r"[;:()\[\]]|\s[–—-]\s")
_JOINING = re.compile(
    r"\b(although|and|because|but|however|or|so|though|unless|whereas|which|while)\b", re.I
)


def sentences_of(words: str) -> list[str]:
    """The sentences in the order in which they stand; a new line ends one too."""
    return [part.strip() for part in _SENTENCE_END.split(words) if part.strip()]


def problems_of_words(words: str) -> list[str]:
    """What makes the words of one picture hard to read; empty where nothing does."""
    sentences = sentences_of(words)
    problems = [] if sentences else [_("Write one short sentence for the picture.")]
    if len(sentences) > MOST_SENTENCES:
        problems.append(
            _("There are %(n)d sentences here. Keep one idea, and give the next its own picture.")
            % {"n": len(sentences)}
        )
    for sentence in sentences:
        problems += _problems_of_sentence(sentence)
    return problems


def problems_of_picture(*, is_there: bool, alt_text: str) -> list[str]:
    """What the picture beside the words lacks."""
    if not is_there:
        return [_("Choose a picture that shows the idea.")]
    if not alt_text.strip():
        return [_("Say in the alt text what the picture shows. No picture here is decoration.")]
    return []


def _problems_of_sentence(sentence: str) -> list[str]:
    shown = Truncator(sentence).chars(_QUOTED)
    problems = []
    total = len(_WORD.findall(sentence))
    if total > LONGEST_SENTENCE:
        problems.append(
            _("“%(sentence)s” has %(n)d words. Use at most %(most)d.")
            % {"sentence": shown, "n": total, "most": LONGEST_SENTENCE}
        )
    if _SIGNS.search(sentence):
        problems.append(
            _("“%(sentence)s” has a bracket, dash, colon or semicolon. Make two sentences.")
            % {"sentence": shown}
        )
    if len(_JOINING.findall(sentence)) > 1:
        problems.append(
            _("“%(sentence)s” joins more than two ideas. Make a sentence of each.")
            % {"sentence": shown}
        )
    return problems
