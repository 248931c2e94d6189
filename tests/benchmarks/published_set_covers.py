"""Set-cover problems whose construction is published with their optimum, made anew from it.

CYC and CLR: T. Grossman and A. Wool, European Journal of Operational Research 101 (1997), 81-92;
the OR-Library holds them as scpcyc06.txt and scpclr10.txt. Steiner triples: D. R. Fulkerson,
G. L. Nemhauser and L. E. Trotter, Mathematical Programming Study 2 (1974), 72-81; the optimum of
A45 is H. D. Ratliff's (1979). They are not of the OR-Library.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

ON_A_LINE = 12
"""Numbers in a line of a file of the OR-Library."""

Triples = list[tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class PublishedCover:
    """Each row names the columns that hold it, from 1; every column costs 1."""

    name: str
    columns: int
    rows: Sequence[tuple[int, ...]]
    optimum: int

    def by_rows(self) -> str:
        """The text of a file of the OR-Library's usual shape, line for line."""
        lines = [[len(self.rows), self.columns], *_lines([1] * self.columns)]
        for row in self.rows:
            lines += [[len(row)], *_lines(row)]
        return _text(lines) + "\n"

    def by_columns(self) -> str:
        """The same problem in the shape of the OR-Library's rail files."""
        lines = [[len(self.rows), self.columns]]
        for column in range(1, self.columns + 1):
            held = [place for place, row in enumerate(self.rows, 1) if column in row]
            lines.append([1, len(held), *held])
        return _text(lines)


def _lines(numbers: Sequence[int]) -> list[list[int]]:
    return [list(numbers[at : at + ON_A_LINE]) for at in range(0, len(numbers), ON_A_LINE)]


def _text(lines: Iterable[Sequence[int]]) -> str:
    return "".join(f" {' '.join(map(str, line))} \n" for line in lines)


def cycles_of_hypercube(dimensions: int, *, optimum: int) -> PublishedCover:
    """CYC: the fewest edges of a hypercube that hit every cycle of four."""
    corners = range(2**dimensions)
    sides = [1 << place for place in range(dimensions)]
    edges = sorted((corner, corner ^ side) for corner in corners for side in sides if corner & side)
    number = {frozenset(edge): place for place, edge in enumerate(edges, 1)}
    # Both sides are missing from the cycle's lowest corner.
    cycles = [
        (low, low | far, low | near | far, low | near)
        for low in corners
        for far in sides
        for near in sides
        if near < far and not low & (near | far)
    ]
    return PublishedCover(
        name=f"scpcyc{dimensions:02}",
        columns=len(edges),
        rows=[
            tuple(number[frozenset(edge)] for edge in zip(ring, ring[1:] + ring[:1], strict=True))
            for ring in cycles
        ],
        optimum=optimum,
    )


def fours_of_one_colour(points: int, *, optimum: int) -> PublishedCover:
    """CLR: the fewest sets of four points such that each colouring of the points in two colours
    leaves one of them in a single colour.
    """
    fours = list(combinations(range(points), 4))
    # The first point's colour is the other one, so that no two colourings are the same.
    colourings = [
        {point for point in range(points) if mask >> (points - 1 - point) & 1}
        for mask in range(1, 2 ** (points - 1))
    ]
    return PublishedCover(
        name=f"scpclr{points}",
        columns=len(fours),
        rows=[
            tuple(
                place
                for place, four in enumerate(fours, 1)
                if len(coloured.intersection(four)) in (0, 4)
            )
            for coloured in colourings
        ],
        optimum=optimum,
    )


def steiner(name: str, triples: Triples, *, optimum: int) -> PublishedCover:
    """The fewest points that hit every triple."""
    return PublishedCover(
        name=name,
        columns=1 + max(point for triple in triples for point in triple),
        rows=[tuple(point + 1 for point in triple) for triple in triples],
        optimum=optimum,
    )


def tripled(triples: Triples) -> Triples:
    """Three copies of a triple system, and each triple across them in every order."""
    points = 1 + max(point for triple in triples for point in triple)
    copies = [
        [point + copy * points for point in triple] for copy in range(3) for triple in triples
    ]
    across = [[point, point + points, point + 2 * points] for point in range(points)]
    mixed = [
        [point + copy * points for point, copy in zip(triple, order, strict=True)]
        for triple in triples
        for order in permutations(range(3))
    ]
    return sorted(tuple(sorted(triple)) for triple in copies + across + mixed)


def of_fifteen_points() -> Triples:
    """Three rings of five (Bose): of the 80 triple systems of 15 points the published one."""
    halves = [(point, point + 5, point + 10) for point in range(5)]
    rings = [
        (one + 5 * ring, other + 5 * ring, (one + other) * 3 % 5 + 5 * ((ring + 1) % 3))
        for ring in range(3)
        for one, other in combinations(range(5), 2)
    ]
    return sorted(tuple(sorted(triple)) for triple in halves + rings)


NINE = tripled([(0, 1, 2)])
FIFTEEN = of_fifteen_points()

CYC06 = cycles_of_hypercube(6, optimum=60)
CLR10 = fours_of_one_colour(10, optimum=25)
A9 = steiner("A9", NINE, optimum=5)
A15 = steiner("A15", FIFTEEN, optimum=9)
A27 = steiner("A27", tripled(NINE), optimum=18)
A45 = steiner("A45", tripled(FIFTEEN), optimum=30)
