"""Puts one slip of the fingers into each query, the same one each time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from search.evaluation.judgements import JudgedQuery

SEED = 4
SHORTEST = 5
"""Letters from which a word gets a slip; the corrector leaves shorter ones alone."""


def with_typing_errors(judged: Iterable[JudgedQuery]) -> Iterator[JudgedQuery]:
    """The queries with their longest word mistyped; those without a long word are left out."""
    random = Random(SEED)  # noqa: S311 - slips, not secrets.
    for item in judged:
        longest = max((word for word in item.query.split() if word.isalpha()), key=len, default="")
        if len(longest) >= SHORTEST:
            slip = _mistyped(longest, random)
            yield replace(item, query=item.query.replace(longest, slip, 1))


def _mistyped(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return random.choice(
        (
            before + after,
            before + letter + letter + after,
            before + after[0] + letter + after[1:],
            before + random.choice("etaoinsr") + after,
        )
    )
