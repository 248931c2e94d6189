"""Turns typed words into concepts: phrases, corrections, synonyms, in that order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.plan.correction import Corrector
from search.plan.model import (
    CORRECTION_WEIGHT,
    WEIGHTS,
    Alternative,
    Concept,
    Correction,
    MatchKind,
    Plan,
)
from search.plan.stop_words import QUESTION_WORDS
from search.plan.synonyms import SynonymTable, Wording
from search.text import stem, words, words_with_places

MAX_CHARACTERS = 200
MAX_WORDS = 32
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class _Typed:
    """One word of the query: as indexed, and whether it is a correction of what was typed."""

    form: str
    is_corrected: bool


def plan_for_text(
    text: str, *, synonyms: SynonymTable, corrector: Corrector, is_exact: bool = False
) -> Plan:
    """The words of a search as a plan without filters; any text is safe.

    Words in quotation marks must stand in a document as they are. The others are looked up:
    unknown ones are corrected unless `is_exact`, and the longest wordings that the synonym table
    knows become one concept each. Question words are left out when anything else remains.
    """
    text = text[:MAX_CHARACTERS]
    phrases = tuple(filter(None, (tuple(words(found)) for found in _QUOTED.findall(text))))
    loose = _QUOTATION_MARK.sub(" ", _QUOTED.sub(" ", text))
    typed = words(loose)[:MAX_WORDS]
    corrections = () if is_exact else tuple(_corrections(typed, corrector))
    used = {correction.typed: correction.used for correction in corrections}
    tokens = [_Typed(used.get(word, word), word in used) for word in typed]
    groups = list(_grouped(tokens, synonyms))
    meaningful = [group for group in groups if not _is_noise(group)]
    return Plan(
        concepts=tuple(_concepts(meaningful or groups, synonyms)),
        phrases=phrases,
        corrections=corrections,
        corrected_text=_corrected(text, used) if corrections else "",
        left_out=tuple(dict.fromkeys(_noise(groups))) if meaningful else (),
    )


def _corrections(typed: Iterable[str], corrector: Corrector) -> Iterator[Correction]:
    for word in dict.fromkeys(typed):
        used = None if word in QUESTION_WORDS else corrector.correction(word)
        if used is not None:
            yield Correction(typed=word, used=used)


def _corrected(text: str, used: dict[str, str]) -> str:
    pieces: list[str] = []
    end = 0
    for word in words_with_places(text):
        pieces += [text[end : word.start], used.get(word.form, text[word.start : word.end])]
        end = word.end
    return "".join([*pieces, text[end:]])


def _noise(groups: Iterable[Sequence[_Typed]]) -> Iterator[str]:
    return (group[0].form for group in groups if _is_noise(group))


def _concepts(groups: Iterable[Sequence[_Typed]], synonyms: SynonymTable) -> Iterator[Concept]:
    seen: set[tuple[str, ...]] = set()
    for group in groups:
        key = tuple(stem(token.form) for token in group)
        if key not in seen:
            seen.add(key)
            yield _concept(group, synonyms.wordings_of(key))


def _grouped(tokens: Sequence[_Typed], synonyms: SynonymTable) -> Iterator[Sequence[_Typed]]:
    keys = [stem(token.form) for token in tokens]
    at = 0
    while at < len(tokens):
        length = synonyms.longest_match(keys[at:]) or 1
        yield tokens[at : at + length]
        at += length


def _is_noise(group: Sequence[_Typed]) -> bool:
    return len(group) == 1 and group[0].form in QUESTION_WORDS


def _concept(group: Sequence[_Typed], wordings: Iterable[Wording]) -> Concept:
    factor = CORRECTION_WEIGHT if any(token.is_corrected for token in group) else 1.0
    forms = tuple(token.form for token in group)
    # The typed words may be scattered, and then “and” or “of” says nothing about a document.
    meaningful = tuple(form for form in forms if form not in QUESTION_WORDS)
    exact = Alternative(
        words=meaningful or forms,
        label=" ".join(forms),
        kind=MatchKind.EXACT,
        weight=WEIGHTS[MatchKind.EXACT] * factor,
    )
    others = (
        Alternative(
            words=wording.words,
            label=wording.label,
            kind=wording.kind,
            weight=round(WEIGHTS[wording.kind] * factor, 4),
        )
        for wording in wordings
    )
    return Concept(alternatives=(exact, *others))
