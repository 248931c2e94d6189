"""What a query is read with: the synonym rules and the spelling of the index, as they are now."""

import time
from dataclasses import dataclass
from functools import partial

from search.plan.correction import Corrector, SpellingIndex
from search.plan.model import Plan
from search.plan.synonyms import SynonymTable
from search.port import SearchEngine
from search.selectors import index_stamp, synonym_rules, synonym_stamp

RELOAD_SHARE = 20
"""After the words took a second to read, they are used for this many seconds at least."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """Everything that `search.plan.build` needs besides the text."""

    synonyms: SynonymTable
    corrector: Corrector
    spelling: SpellingIndex


@dataclass(frozen=True)
class _Rules:
    stamp: tuple[object, ...]
    synonyms: SynonymTable


@dataclass(frozen=True)
class _Spelling:
    engine: SearchEngine
    stamp: tuple[object, ...]
    index: SpellingIndex
    fresh_until: float

    def is_current(self, engine: SearchEngine, stamp: tuple[object, ...]) -> bool:
        """Whether it is of this index, and as it is now or read too dearly to renew already."""
        *index, writes = self.stamp
        *index_now, writes_now = stamp
        is_same_index = self.engine is engine and index == index_now
        return is_same_index and (writes == writes_now or time.monotonic() < self.fresh_until)


class LanguageCache:
    """Keeps the rules and the spelling in memory and renews them when the database says so.

    Stamps in the database, not times or messages, decide: an edit is live at the next search in
    every process. Each piece is replaced whole, so threads never see half of one.
    """

    def __init__(self) -> None:
        self._rules: _Rules | None = None
        self._spelling: _Spelling | None = None
        self._language: tuple[_Rules, _Spelling, Language] | None = None

    def language(self, engine: SearchEngine) -> Language:
        """The language of the engine's index now; raises `SearchUnavailableError` like it."""
        rules, spelling = self._current_rules(), self._current_spelling(engine)
        kept = self._language
        if kept is None or kept[0] is not rules or kept[1] is not spelling:
            synonyms = rules.synonyms
            corrector = Corrector(
                spelling.index,
                synonyms.protected,
                synonyms.known_words,
                is_indexed=partial(_is_indexed, engine),
            )
            language = Language(synonyms=synonyms, corrector=corrector, spelling=spelling.index)
            kept = self._language = (rules, spelling, language)
        return kept[2]

    def _current_rules(self) -> _Rules:
        stamp = synonym_stamp()
        rules = self._rules
        if rules is None or rules.stamp != stamp:
            rules = self._rules = _Rules(stamp, SynonymTable(synonym_rules()))
        return rules

    def _current_spelling(self, engine: SearchEngine) -> _Spelling:
        stamp = index_stamp(engine.collection.name)
        spelling = self._spelling
        if spelling is not None and spelling.is_current(engine, stamp):
            return spelling
        started = time.monotonic()
        index = SpellingIndex(engine.vocabulary())
        finished = time.monotonic()
        fresh_until = finished + (finished - started) * RELOAD_SHARE
        spelling = self._spelling = _Spelling(engine, stamp, index, fresh_until)
        return spelling


def _is_indexed(engine: SearchEngine, word: str) -> bool:
    """Whether anybody may read a document that holds the word as it is, at this moment."""
    return engine.search(Plan(phrases=((word,),), size=0)).total > 0


_caches: dict[str, LanguageCache] = {}


def language_of(engine: SearchEngine) -> Language:
    """The synonym rules and spelling for searches of the engine, kept for this process."""
    return _caches.setdefault(engine.collection.name, LanguageCache()).language(engine)
