"""Who descends from whom, by keys alone: adaptations must not run in a circle."""

from collections import deque
from collections.abc import Collection, Mapping
from typing import TypeVar

Key = TypeVar("Key", int, str)


def nearest_first(start: Key, onwards: Mapping[Key, Collection[Key]]) -> list[Key]:
    """`start` and everything that can be reached from it, each once, by the number of steps."""
    found = {start: None}
    waiting = deque(found)
    while waiting:
        for there in onwards.get(waiting.popleft(), ()):
            if there not in found:
                found[there] = None
                waiting.append(there)
    return list(found)


def reached(start: Key, onwards: Mapping[Key, Collection[Key]]) -> set[Key]:
    """The same as a set, for who asks whether one is in it."""
    return set(nearest_first(start, onwards))


def first_circle(onwards: Mapping[Key, Collection[Key]]) -> Key | None:
    """Somebody who descends from themselves, or None."""
    for start in sorted(onwards):
        if any(start in reached(parent, onwards) for parent in onwards[start]):
            return start
    return None
