"""Finds sentences of a notice that look like requirements, by plain rules, and quotes them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from portal.consortia.requirement_kinds import MOST_OF, RequirementKind, TurnoverTest
from portal.organisations.models.profile import Rating

LONGEST_SENTENCE = 600
"""Characters; a longer one is cut around the finding, so that the quote can be read."""
MOST_FINDINGS = 40


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One sentence that asks for something; ``text[start:end]`` is the sentence."""

    kind: RequirementKind
    start: int
    end: int
    amount: int | None = None
    """Hours a week, whole pounds or years, as the kind says."""
    rating: str = ""
    turnover_test: str = ""


def findings(text: str) -> list[Finding]:
    """Everything in the text that looks like a requirement, in the order of the text: proposals
    for a person, never facts.

    The same sentence, kind and amount are found once.
    """
    found: list[Finding] = []
    for start, end in _sentences(text):
        for rule in _RULES:
            for place, item in rule(text[start:end]):
                first, last = _cut(text, start, end, start + place)
                quoted = replace(item, start=first, end=last)
                if quoted not in found:
                    found.append(quoted)
                if len(found) == MOST_FINDINGS:
                    return found
    return found


_END = re.compile(r"(?<=[.!?;])\s+(?=\S)|[\r\n]+|(?:rn)?•")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence, without the white space around it."""
    begin = 0
    # One after the other: a text may have many thousands.
    for mark in chain(_END.finditer(text), [None]):
        end = mark.start() if mark else len(text)
        part = text[begin:end]
        if part.strip():
            first = begin + len(part) - len(part.lstrip())
            yield first, begin + len(part.rstrip())
        begin = mark.end() if mark else end


def _cut(text: str, start: int, end: int, place: int) -> tuple[int, int]:
    if end - start <= LONGEST_SENTENCE:
        return start, end
    first = max(start, place - LONGEST_SENTENCE // 2)
    return first, min(end, first + LONGEST_SENTENCE)


_NUMBER = r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,12})(?![\d,]*\d)"
_HOURS = re.compile(
    _NUMBER + r"\s+(?:\w+\s+){0,3}?hours?\s+(?:of\s+(?:\w+\s+){1,3}?)?"
    r"(?:(?:a|per|each|every)\s+week|weekly)"
    r"|" + _NUMBER + r"\s+weekly\s+(?:\w+\s+)?hours",
    re.IGNORECASE,
)
_SCALE = r"(\.\d{1,2})?\s?(million|m|thousand|k)?"
_MONEY = re.compile(
    rf"(?:£|GBP)\s?(\d{{1,3}}(?:,\d{{3}})+|\d{{1,12}}){_SCALE}\b"
    # “10 000 000 GBP”: the currency after the number, as two of the four sources write it.
    rf"|(?<![\d.,£])(\d{{1,3}}(?:[, ]\d{{3}})+|\d{{1,12}}){_SCALE}\s?(?:GBP|pounds)\b",
    re.IGNORECASE,
)
_TIMES = {"million": 1_000_000, "m": 1_000_000, "thousand": 1_000, "k": 1_000, "": 1}
_TURNOVER = re.compile(r"\bturn-?over\b", re.IGNORECASE)
_INSURANCE = re.compile(r"\b(?:insurance|indemnity|liability)\b", re.IGNORECASE)
_CQC = re.compile(r"\b(?:CQC|Care Quality Commission)\b", re.IGNORECASE)
_REGISTERED = re.compile(r"\bregist(?:er|ered|ration)\b", re.IGNORECASE)
_RATED = re.compile(r"\b(?:rated|ratings?)\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b(good|outstanding)\b", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s+years?[’'`]?\s+"
    r"(?:of\s+)?(?:\w+\s+){0,2}?experience\b",
    re.IGNORECASE,
)
_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_WHOSE = (
    (TurnoverTest.EACH, re.compile(r"\b(?:each|every)\s+(?:\w+\s+)?(?:member|partner)", re.I)),
    (TurnoverTest.LEAD, re.compile(r"\blead\b", re.I)),
    (TurnoverTest.AGGREGATE, re.compile(r"\b(?:combined|aggregated?|together|jointly)\b", re.I)),
)

_Found = Iterator[tuple[int, Finding]]


def _finding(kind: RequirementKind, **more: int | str | None) -> Finding:
    return replace(Finding(kind=kind, start=0, end=0), **more)  # type: ignore[arg-type]  # Its fields.


def _amounts(kind: RequirementKind, found: Iterator[tuple[int, int]], **more: str) -> _Found:
    for place, amount in found:
        if 1 <= amount <= MOST_OF[kind]:
            yield place, _finding(kind, amount=amount, **more)


def _hours(sentence: str) -> _Found:
    return _amounts(
        RequirementKind.HOURS,
        (
            (match.start(), int((match[1] or match[2]).replace(",", "")))
            for match in _HOURS.finditer(sentence)
        ),
    )


def _pounds(sentence: str) -> Iterator[tuple[int, int]]:
    for match in _MONEY.finditer(sentence):
        number, pence, scale = match.groups()[:3] if match[1] else match.groups()[3:]
        whole, pence, scale = re.sub("[, ]", "", number), pence or ".0", scale or ""
        # Whole numbers: £1.25 million is 1,250,000 pounds, and pence are left out.
        hundredths = int(whole) * 100 + int(pence[1:].ljust(2, "0"))
        yield match.start(), hundredths * _TIMES[scale.lower()] // 100


def _turnover(sentence: str) -> _Found:
    whose = next((test for test, words in _WHOSE if words.search(sentence)), TurnoverTest.UNKNOWN)
    pounds = _pounds_of(sentence, _TURNOVER, unlike=_INSURANCE)
    return _amounts(RequirementKind.TURNOVER, pounds, turnover_test=whose.value)


def _insurance(sentence: str) -> _Found:
    pounds = _pounds_of(sentence, _INSURANCE, unlike=_TURNOVER)
    return _amounts(RequirementKind.INSURANCE, pounds)


def _pounds_of(
    sentence: str, words: re.Pattern[str], *, unlike: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Amounts that stand nearer to these words than to the others."""

    def distance(pattern: re.Pattern[str], place: int) -> int:
        gaps = (abs(match.start() - place) for match in pattern.finditer(sentence))
        return min(gaps, default=len(sentence) + 1)

    for place, amount in _pounds(sentence):
        if distance(words, place) < min(distance(unlike, place), len(sentence) + 1):
            yield place, amount


def _registration(sentence: str) -> _Found:
    name = _CQC.search(sentence)
    if name and _REGISTERED.search(sentence):
        yield name.start(), _finding(RequirementKind.REGISTRATION)


def _rating(sentence: str) -> _Found:
    name, level = _CQC.search(sentence), _LEVEL.search(sentence)
    if name and level and _RATED.search(sentence):
        # “Good or Outstanding” asks for Good: the lower of the two is the least.
        levels = {match[1].lower() for match in _LEVEL.finditer(sentence)}
        least = Rating.GOOD if "good" in levels else Rating.OUTSTANDING
        yield level.start(), _finding(RequirementKind.RATING, rating=least.value)


def _experience(sentence: str) -> _Found:
    return _amounts(
        RequirementKind.EXPERIENCE,
        (
            (match.start(), _WORDS.get(match[1].lower()) or int(match[1]))
            for match in _YEARS.finditer(sentence)
        ),
    )


_RULES: tuple[Callable[[str], _Found], ...] = (
    _hours,
    _turnover,
    _insurance,
    _registration,
    _rating,
    _experience,
)
