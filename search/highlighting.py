"""Marks what was found in the texts of a hit and says which wording of the search it stands for."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.plan.model import Alternative, Plan
from search.port import Hit, Match
from search.text import stem, words_with_places, written_stem, written_words

FRAGMENT_LENGTH = 200
"""Longest fragment in characters, before it is marked."""
MAX_FRAGMENTS = 2
PHRASE_SLOP = 1
"""Words that may stand inside a phrase of several words, as in both engines."""
READ_TEXTS = ("title", "summary", "body")
"""Texts that people read; the others say what a document is filed under."""
PHRASE = "phrase"
"""Kind of a match of words in quotation marks."""
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?](?=\s)|(?=\n)|$)")


class _Found(NamedTuple):
    """A range of a text that matches; `concept` is its place in the plan, below 0 for a phrase."""

    start: int
    end: int
    concept: int
    alternative: Alternative | None = None


class _Wording(NamedTuple):
    """An alternative of the plan's concept of that number, with the stems that stand for it."""

    concept: int
    alternative: Alternative
    stems: tuple[str, ...]

    @property
    def is_phrase(self) -> bool:
        return self.alternative.is_phrase


class Highlighter:
    """Marks the texts of the hits of one plan; what the plan looks for is stemmed once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._wordings = [
            _Wording(number, alternative, tuple(map(stem, alternative.words)))
            for number, concept in enumerate(plan.concepts)
            for alternative in concept.alternatives
        ]
        self._wanted = frozenset(part for wording in self._wordings for part in wording.stems)

    def hit(self, texts: Mapping[str, str], *, document_id: str, version: int, score: float) -> Hit:
        """A hit with its texts marked. `texts` are those of the document."""
        cut = {name: _Cut(text, self._wanted) for name, text in texts.items()}
        # A wording is marked in what people read only where they can read all of it.
        read = self._held([cut[name] for name in READ_TEXTS])
        anywhere = self._held(cut.values())
        found = {
            name: list(self._found_in(text, read if name in READ_TEXTS else anywhere))
            for name, text in cut.items()
        }
        return Hit(
            id=document_id,
            version=version,
            score=score,
            title=_marked(texts["title"], found["title"]),
            summary=_marked(texts["summary"], found["summary"]),
            fragments=tuple(_fragments(texts["body"], found["body"])),
            matches=_matches(self._plan, found),
        )

    def _held(self, texts: Iterable["_Cut"]) -> list[_Wording]:
        # A wording counts when the document holds all its words, in whichever of its texts.
        held = {part for text in texts for part in text.held}
        return [wording for wording in self._wordings if held.issuperset(wording.stems)]

    def _found_in(self, text: "_Cut", wordings: Iterable[_Wording]) -> Iterator[_Found]:
        for wording in wordings:
            runs = text.runs(wording.stems) if wording.is_phrase else text.any(wording.stems)
            for start, end in runs:
                yield _Found(start, end, wording.concept, wording.alternative)
        for number, phrase in enumerate(self._plan.phrases, start=1):
            for start, end in text.exact_runs(phrase):
                yield _Found(start, end, -number)


class _Cut:
    """A text cut into words once, with the places of those that are looked for."""

    def __init__(self, text: str, wanted: Container[str]) -> None:
        self._text = text
        self._words = written_words(text)
        self._stems = [written_stem(word.group()) for word in self._words]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, part in enumerate(self._stems):
            if part in wanted:
                self._places[part].append(place)

    @property
    def held(self) -> Iterable[str]:
        """The wanted stems that the text holds."""
        return self._places.keys()

    def any(self, wanted: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Ranges of the words, one at a time."""
        for part in wanted:
            yield from (self._words[place].span() for place in self._places.get(part, ()))

    def runs(self, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Ranges of the words in their order, with up to `PHRASE_SLOP` others between."""
        for first in self._places.get(wanted[0], ()):
            last = _end_of_run(self._stems, wanted, first, PHRASE_SLOP)
            if last is not None:
                yield self._words[first].start(), self._words[last].end()

    def exact_runs(self, phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Ranges of the words exactly as they are indexed, side by side."""
        words = list(words_with_places(self._text))
        forms = [word.form for word in words]
        for first, form in enumerate(forms):
            if form == phrase[0]:
                last = _end_of_run(forms, phrase, first, 0)
                if last is not None:
                    yield words[first].start, words[last].end


def _end_of_run(tokens: Sequence[str], wanted: Sequence[str], first: int, slop: int) -> int | None:
    place = first
    for word in wanted[1:]:
        window = tokens[place + 1 : place + 2 + slop]
        if word not in window:
            return None
        skipped = window.index(word)
        slop -= skipped
        place += 1 + skipped
    return place


def _marked(text: str, found: Iterable[_Found]) -> SafeString:
    pieces: list[str] = []
    end = 0
    for start, stop in _merged(found):
        pieces += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        end = stop
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of text is escaped just above.


def _merged(found: Iterable[_Found]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for start, end in sorted({(item.start, item.end) for item in found}):
        if ranges and start < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return ranges


def _fragments(body: str, found: Sequence[_Found]) -> Iterator[SafeString]:
    scored = []
    for match in _SENTENCE.finditer(body):
        inside = [item for item in found if match.start() <= item.start and item.end <= match.end()]
        if inside:
            concepts = len({item.concept for item in inside})
            scored.append((-concepts, -len(inside), match.start(), match.end(), inside))
    best = sorted(scored, key=lambda item: item[:3])[:MAX_FRAGMENTS]
    for _concepts, _count, start, end, inside in sorted(best, key=lambda item: item[2]):
        yield _fragment(body, start, end, inside)


def _fragment(body: str, start: int, end: int, inside: Sequence[_Found]) -> SafeString:
    first = min(item.start for item in inside)
    is_cut_before = end - start > FRAGMENT_LENGTH and first - start > FRAGMENT_LENGTH // 2
    if is_cut_before:
        # Begin a little before the first find, at a word.
        start = body.rfind(" ", start, first - FRAGMENT_LENGTH // 4) + 1
    room = FRAGMENT_LENGTH - is_cut_before
    is_cut_after = end - start > room
    if is_cut_after:
        end = max(body.rfind(" ", start, start + room), min(item.end for item in inside))
    shifted = [
        _Found(item.start - start, item.end - start, item.concept)
        for item in inside
        if start <= item.start and item.end <= end
    ]
    text = _marked(body[start:end], shifted)
    return mark_safe(f"{'…' * is_cut_before}{text}{'…' * is_cut_after}")  # noqa: S308 - text is marked and escaped.


def _matches(plan: Plan, found: Mapping[str, Sequence[_Found]]) -> tuple[Match, ...]:
    in_text = _reached(item for name in READ_TEXTS for item in found[name])
    anywhere = _reached(item for items in found.values() for item in items)
    phrases = [
        Match(
            kind=PHRASE,
            typed=" ".join(phrase),
            found=" ".join(phrase),
            is_filed=(-number, None) not in in_text,
        )
        for number, phrase in enumerate(plan.phrases, start=1)
        if (-number, None) in anywhere
    ]
    wordings = [
        Match(
            kind=alternative.kind,
            typed=concept.alternatives[0].label,
            found=alternative.label,
            is_filed=(number, alternative) not in in_text,
        )
        for number, concept in enumerate(plan.concepts)
        for alternative in concept.alternatives
        if (number, alternative) in anywhere
    ]
    return (*phrases, *wordings)


def _reached(found: Iterable[_Found]) -> set[tuple[int, Alternative | None]]:
    return {(item.concept, item.alternative) for item in found}
