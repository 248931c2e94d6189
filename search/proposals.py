"""Proposes wordings that a search which found little may have meant: raw material for synonyms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.plan.correction import MIN_LENGTH, TWO_EDITS_FROM, SpellingIndex
from search.plan.stop_words import QUESTION_WORDS
from search.text import stem, words

MAX_PROPOSALS = 3
WORTH_NAMING = 0.3
"""Share of words that a wording must have in common: one of three, as “night sitters” and “night
time home care” have it, is worth a moderator's look; one of five is not."""


class Origin(models.TextChoices):
    """Where a proposed wording is used."""

    THEME = "theme", _("a theme")
    SYNONYM = "synonym", _("in a synonym rule")
    WORD = "word", _("in practices")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A wording that practices are found by, and where it comes from."""

    wording: str
    origin: Origin


class Proposer:
    """Finds the nearest known wordings of a search by common stems and by slips of the keyboard.

    Args:
        wordings: names of themes and wordings of synonym rules, in order of preference.
        vocabulary: the words of the index with the number of documents of each.
    """

    def __init__(self, wordings: Iterable[Proposal], vocabulary: Mapping[str, int]) -> None:
        self._stems_of: dict[Proposal, frozenset[str]] = {}
        self._with_stem: dict[str, list[Proposal]] = defaultdict(list)
        for proposal in wordings:
            self._stems_of[proposal] = stems = frozenset(_meaningful(proposal.wording))
            for part in stems:
                self._with_stem[part].append(proposal)
        self._indexed = SpellingIndex(vocabulary)
        spoken = {word: 1 for proposal in self._stems_of for word in words(proposal.wording)}
        self._spoken = SpellingIndex(spoken)

    def proposals(self, text: str) -> list[Proposal]:
        """The nearest wordings first; none that is only the search itself again."""
        asked = _meaningful(text)
        near = {part: {part, *self._near(word)} for part, word in asked.items()}
        scores: dict[Proposal, float] = {}
        for proposal in self._candidates(near.values()):
            stems = self._stems_of[proposal]
            shared = sum(1 for others in near.values() if others & stems)
            score = shared / (len(asked) + len(stems) - min(shared, len(stems)))
            if score >= WORTH_NAMING and stems != set(asked):
                scores[proposal] = score
        ranked = sorted(scores, key=lambda proposal: -scores[proposal])
        known = [*ranked, *self._single_words(asked.values())]
        distinct = {proposal.wording.casefold(): proposal for proposal in reversed(known)}
        return [proposal for proposal in known if proposal in distinct.values()][:MAX_PROPOSALS]

    def _candidates(self, near: Iterable[set[str]]) -> dict[Proposal, None]:
        parts = sorted({part for others in near for part in others})
        return dict.fromkeys(
            proposal for part in parts for proposal in self._with_stem.get(part, ())
        )

    def _near(self, word: str) -> set[str]:
        if len(word) < MIN_LENGTH or not word.isalpha():
            return set()
        neighbours = self._spoken.neighbours(word, edits=_edits(word))
        return {stem(neighbour) for _distance, neighbour in neighbours}

    def _single_words(self, asked: Iterable[str]) -> Iterator[Proposal]:
        """For each word that no document holds, the commonest of its nearest neighbours."""
        for word in asked:
            if len(word) < MIN_LENGTH or not word.isalpha() or word in self._indexed.vocabulary:
                continue
            neighbours = self._indexed.neighbours(word, edits=_edits(word))
            ranked = sorted(
                (distance, -self._indexed.vocabulary[neighbour], neighbour)
                for distance, neighbour in neighbours
            )
            if ranked:
                yield Proposal(wording=ranked[0][-1], origin=Origin.WORD)


def _edits(word: str) -> int:
    return 2 if len(word) >= TWO_EDITS_FROM else 1


def _meaningful(text: str) -> dict[str, str]:
    """Stem -> word, of the words that mean something."""
    return {stem(word): word for word in words(text) if word not in QUESTION_WORDS}
