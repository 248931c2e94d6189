"""Who descends from whom, by keys alone: adaptations must not run in a circle."""

from collections.abc import Collection, Mapping
from typing import TypeVar

Key = TypeVar("Key", int, str)


def reached(start: Key, onwards: Mapping[Key, Collection[Key]]) -> set[Key]:
    """`start` and everything that can be reached from it, whether or not there are circles."""
    found: set[Key] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += onwards.get(here, ())
    return found


def first_circle(onwards: Mapping[Key, Collection[Key]]) -> Key | None:
    """Somebody who descends from themselves, or None."""
    for start in sorted(onwards):
        if any(start in reached(parent, onwards) for parent in onwards[start]):
            return start
    return None
