"""The synonym rules as one table: which wordings stand for the same concept, in which direction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from search.plan.model import MatchKind
from search.text import stem, stems, words

MAX_TERM_WORDS = 6
"""Longest wording looked for; “people who draw on care” has five words."""

Key = tuple[str, ...]


class RuleKind(StrEnum):
    """What a synonym rule says about its wordings."""

    EQUAL = "equal"
    SAME_WORD = "same-word"
    ONE_WAY = "one-way"
    NEVER_MERGE = "never-merge"
    NEVER_CORRECT = "never-correct"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: the wordings it speaks of and, for a one-way rule, those that they lead to."""

    kind: RuleKind
    terms: tuple[str, ...]
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Another wording of a concept, and how it relates to the typed one."""

    words: tuple[str, ...]
    label: str
    kind: MatchKind


_KINDS = {RuleKind.EQUAL: MatchKind.SYNONYM, RuleKind.SAME_WORD: MatchKind.SAME_WORD}


class SynonymTable:
    """Wordings by the stems of their words. Relations do not chain: only what a rule says holds."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._wordings: dict[Key, dict[Key, Wording]] = defaultdict(dict)
        self._apart: set[frozenset[Key]] = set()
        self.protected: set[str] = set()
        """Words that spelling correction leaves alone."""
        rules = list(rules)
        for rule in rules:
            self._add(rule)
        self.known_words = {
            word for rule in rules for term in (*rule.terms, *rule.targets) for word in words(term)
        }
        """Words that count as known though no document holds them: rules lead on from them."""
        self.longest = min(MAX_TERM_WORDS, max(map(len, self._wordings), default=1))

    def wordings_of(self, key: Key) -> tuple[Wording, ...]:
        """The other wordings of a concept, closest first; never one that a rule keeps apart."""
        found = self._wordings.get(key, {}).items()
        return tuple(
            wording
            for other, wording in sorted(found, key=lambda item: _CLOSENESS[item[1].kind])
            # “Never the same” forbids equality; a rule may still lead one way between the two.
            if wording.kind is MatchKind.RELATED or frozenset((key, other)) not in self._apart
        )

    def longest_match(self, parts: Sequence[str]) -> int:
        """How many of the leading stems are one known wording of two or more words; 0 for none."""
        for length in range(min(self.longest, len(parts)), 1, -1):
            if tuple(parts[:length]) in self._wordings:
                return length
        return 0

    def _add(self, rule: Rule) -> None:
        if rule.kind is RuleKind.NEVER_CORRECT:
            self.protected.update(word for term in rule.terms for word in words(term))
        elif rule.kind is RuleKind.NEVER_MERGE:
            keys = [stems(term) for term in rule.terms]
            self._apart.update(frozenset((one, other)) for one in keys for other in keys)
        elif rule.kind is RuleKind.ONE_WAY:
            for term in rule.terms:
                self._relate(term, rule.targets, MatchKind.RELATED)
        else:
            for term in rule.terms:
                self._relate(term, rule.terms, _KINDS[rule.kind])

    def _relate(self, term: str, others: Iterable[str], kind: MatchKind) -> None:
        key = stems(term)
        for other in others:
            found = tuple(words(other))
            other_key = tuple(stem(word) for word in found)
            if not key or not other_key or key == other_key:
                continue
            known = self._wordings[key].get(other_key)
            if known is None or _CLOSENESS[kind] < _CLOSENESS[known.kind]:
                self._wordings[key][other_key] = Wording(words=found, label=other, kind=kind)


_CLOSENESS = {MatchKind.SAME_WORD: 0, MatchKind.SYNONYM: 1, MatchKind.RELATED: 2}
