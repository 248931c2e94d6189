"""Decides whether a notice is about care or support, and says why, either way."""

import re
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _

from portal.tenders.ocds.classifications import CPV
from portal.tenders.ocds.facts import CareFacts, ClassificationFacts
from portal.tenders.ocds.tables import care_table


def care_relevance(
    codes: Iterable[ClassificationFacts], *, text: str, is_light_touch: bool
) -> CareFacts:
    """By CPV division 85, else by the light-touch list, else by the words of the notice.

    CPV alone misses real care work: personal help under recruitment services, care homes under
    construction, holiday schemes under recreation.
    """
    table = care_table()
    cpv = [code for code in codes if code.scheme == CPV]
    for prefixes, words in (
        (table.code_prefixes, _("CPV code %(code)s is health and social work.")),
        (table.light_touch_codes, _("CPV code %(code)s is on the light-touch list for care.")),
    ):
        code = next((code.code for code in cpv if code.code.startswith(prefixes)), "")
        if code:
            return CareFacts(is_relevant=True, reason=words % {"code": code})
    word = _first_word(table.words, text)
    if not word and is_light_touch:
        word = _first_word(table.light_touch_words, text)
    if word:
        reason = _("The notice speaks of “%(word)s”; it has no care code.")
        return CareFacts(is_relevant=True, reason=reason % {"word": word})
    return CareFacts(is_relevant=False, reason=_("No care code, and no words about care."))


def _first_word(words: tuple[str, ...], text: str) -> str:
    match = _pattern(words).search(text)
    return " ".join(match.group(0).lower().split()) if match else ""


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all words; a trailing * in the table stands for any ending."""
    endings = [
        re.escape(word.rstrip("*")).replace(r"\ ", r"[\s-]+") + (r"\w*" if word[-1] == "*" else "")
        for word in words
    ]
    return re.compile(rf"\b(?:{'|'.join(endings)})\b", re.IGNORECASE)
