"""Reads set-cover files of the OR-Library (Beasley, 1990), in both of its shapes."""

from dataclasses import dataclass
from pathlib import Path


class NotSetCoverError(Exception):
    """The file is in neither shape; the message says what was wrong."""


@dataclass(frozen=True, kw_only=True)
class SetCover:
    """Sets of element numbers from 0, and what each set costs."""

    elements: int
    sets: tuple[frozenset[int], ...]
    costs: tuple[int, ...]


def read_set_cover(path: Path) -> SetCover:
    """Read a file by rows (scp*, the usual shape) or by columns (rail*).

    By rows: rows, columns, the cost of each column, and for each row how many columns hold it and
    which. By columns: rows, columns, and for each column its cost, how many rows and which.
    Numbers count from 1; line breaks mean nothing.

    Raises:
        NotSetCoverError: it is neither.
    """
    try:
        numbers = [int(word) for word in path.read_text(encoding="ascii").split()]
    except (ValueError, OSError) as error:
        raise NotSetCoverError(f"{path.name} is not a file of whole numbers.") from error
    for reading in (_by_rows, _by_columns):
        found = reading(numbers)
        if found is not None:
            return found
    raise NotSetCoverError(f"{path.name} does not have the shape of a set-cover file.")


def _by_rows(numbers: list[int]) -> SetCover | None:
    rows, columns, *rest = numbers if len(numbers) > 1 else (0, 0)
    if rows < 1 or columns < 1 or len(rest) < columns + rows:
        return None
    sets: list[set[int]] = [set() for _ in range(columns)]
    place = columns
    for row in range(rows):
        holders = _group(rest, place, columns)
        if holders is None:
            return None
        for column in holders:
            sets[column - 1].add(row)
        place += 1 + len(holders)
    if place != len(rest) or min(rest[:columns]) < 0:
        return None
    return SetCover(elements=rows, sets=tuple(map(frozenset, sets)), costs=tuple(rest[:columns]))


def _by_columns(numbers: list[int]) -> SetCover | None:
    rows, columns, *rest = numbers if len(numbers) > 1 else (0, 0)
    sets, costs, place = [], [], 0
    for _column in range(columns):
        members = _group(rest, place + 1, rows)
        if members is None or rest[place] < 0:
            return None
        costs.append(rest[place])
        sets.append(frozenset(row - 1 for row in members))
        place += 2 + len(members)
    if rows < 1 or not sets or place != len(rest):
        return None
    return SetCover(elements=rows, sets=tuple(sets), costs=tuple(costs))


def _group(numbers: list[int], place: int, highest: int) -> list[int] | None:
    """The numbers counted at ``place``; None where they run out or are out of range."""
    if place >= len(numbers):
        return None
    count = numbers[place]
    found = numbers[place + 1 : place + 1 + count]
    is_sound = 0 <= count == len(found) and all(1 <= number <= highest for number in found)
    return found if is_sound else None
