"""Why a result was found, in a sentence for readers."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from search.highlighting import PHRASE
from search.plan.model import Concept, MatchKind
from search.port import Hit, Match

MAX_NAMED = 3
"""More wordings than this would be a list to read rather than a reason."""
_TYPED = (MatchKind.EXACT, MatchKind.SAME_WORD, PHRASE)


def reason_for(hit: Hit) -> str:
    """Which words of the search are in the practice, or which other wording stood for them.

    Empty when the search had no words; one that moderators put first says that. Each thing asked
    for is named once: by the typed wording if the text has it, else by another wording in the
    text, else by what the practice is filed under.
    """
    if hit.is_by_meaning:
        return _("It is close in meaning to your search.")
    if hit.is_pinned:
        return _("Chosen by our moderators.")
    best: dict[str, Match] = {}
    for match in sorted(hit.matches, key=_distance):
        best.setdefault(match.typed, match)
    in_text = [match for match in best.values() if not match.is_filed]
    typed = [match.typed for match in in_text if match.kind in _TYPED]
    filed = [match.found for match in best.values() if match.is_filed]
    sentences = [_("It has %s.") % _quoted(typed)] if typed else []
    sentences += [_other(match) for match in in_text if match.kind not in _TYPED][:MAX_NAMED]
    if filed:
        sentences.append(_("It is filed under %s.") % _quoted(filed))
    return " ".join(sentences)


def understood(concepts: Sequence[Concept], phrases: Iterable[Sequence[str]]) -> list[str]:
    """What a search was taken to mean, one line for each thing asked for."""
    lines = [_("the exact words “%s”") % " ".join(phrase) for phrase in phrases]
    for concept in concepts:
        first, *others = (alternative.label for alternative in concept.alternatives)
        if others:
            lines.append(
                _("“%(typed)s”, and also %(others)s")
                % {"typed": first, "others": _quoted(others[:MAX_NAMED])}
            )
        else:
            lines.append(_("“%s”") % first)
    return lines


def _distance(match: Match) -> tuple[bool, bool, bool]:
    return match.is_filed, match.kind not in _TYPED, match.kind == MatchKind.RELATED


def _other(match: Match) -> str:
    words = {"found": match.found, "typed": match.typed}
    if match.kind == MatchKind.RELATED:
        return _("It has “%(found)s”, which is close to “%(typed)s”.") % words
    return _("It has “%(found)s”, another way to say “%(typed)s”.") % words


def _quoted(wordings: Sequence[str]) -> str:
    return ", ".join(f"“{wording}”" for wording in wordings)
