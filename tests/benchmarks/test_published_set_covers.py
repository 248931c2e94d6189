"""Published set-cover problems through the covering core: their optimum, never a wrong proof."""

import json
from itertools import combinations

import pytest

from portal.consortia.matching.coverage import cheapest_cover
from portal.consortia.matching.team import Status
from tests.benchmarks.matching import main
from tests.benchmarks.published_set_covers import A9, A15, A27, A45, CLR10, CYC06
from tests.benchmarks.set_cover_files import read_set_cover

STEINER = [A9, A15, A27, A45]


def named(cover):
    return cover.name


@pytest.fixture
def written(tmp_path):
    def write(cover, text):
        path = tmp_path / f"{cover.name}.txt"
        path.write_text(text, encoding="ascii")
        return path

    return write


class TestConstruction:
    @pytest.mark.parametrize(
        ("cover", "rows", "columns", "sizes", "characters"),
        [(CYC06, 240, 192, {4}, 5_167), (CLR10, 511, 210, {10, 16, 35, 70, 126}, 51_720)],
    )
    def test_writes_the_file_that_the_or_library_holds(
        self, cover, rows, columns, sizes, characters
    ):
        # Of the stored file: how many rows, columns and characters, and the rows of the next test.
        assert (len(cover.rows), cover.columns) == (rows, columns)
        assert {len(row) for row in cover.rows} == sizes
        assert len(cover.by_rows()) == characters

    @pytest.mark.parametrize(
        ("cover", "place", "row"),
        [
            (CYC06, 1, "2 4 3 1"),
            (CYC06, 16, "6 11 10 3"),
            (CYC06, 104, "124 188 187 76"),
            (CYC06, 240, "186 192 191 181"),
            (CLR10, 451, "65 66 69 75 89 90 105 120 155 196"),
            (CLR10, 496, "81 82 83 84 85 86 91 106 141 210"),
            (CLR10, 511, " ".join(map(str, range(85, 211)))),
        ],
    )
    def test_has_the_rows_of_that_file(self, cover, place, row):
        assert " ".join(map(str, cover.rows[place - 1])) == row

    @pytest.mark.parametrize(
        ("cover", "points", "triples"), [(A9, 9, 12), (A15, 15, 35), (A27, 27, 117), (A45, 45, 330)]
    )
    def test_puts_each_two_points_in_one_triple(self, cover, points, triples):
        pairs = [pair for row in cover.rows for pair in combinations(row, 2)]

        assert (cover.columns, len(cover.rows)) == (points, triples)
        assert sorted(pairs) == sorted(combinations(range(1, points + 1), 2))

    def test_tells_the_published_fifteen_points_from_a_projective_space(self):
        # The space has planes of seven points that hit each line, so its optimum is 7, not 9.
        closed = [
            points
            for points in combinations(range(1, 16), 7)
            if all(set(points).intersection(row) for row in A15.rows)
        ]

        assert closed == []


class TestCheapestCover:
    @pytest.mark.parametrize("cover", [A9, A15, A27], ids=named)
    @pytest.mark.parametrize("shape", ["by_rows", "by_columns"])
    def test_proves_the_published_optimum(self, written, cover, shape):
        problem = read_set_cover(written(cover, getattr(cover, shape)()))

        found = cheapest_cover(problem.sets, problem.costs, elements=problem.elements)

        assert (found.status, found.cost, found.bound) == (
            Status.OPTIMAL,
            cover.optimum,
            cover.optimum,
        )

    @pytest.mark.parametrize("cover", [CYC06, CLR10, A45], ids=named)
    @pytest.mark.parametrize("shape", ["by_rows", "by_columns"])
    def test_never_claims_more_than_it_proved(self, written, cover, shape):
        # So symmetric that a proof takes longer than a test may (measure-matching.md).
        problem = read_set_cover(written(cover, getattr(cover, shape)()))

        found = cheapest_cover(problem.sets, problem.costs, elements=problem.elements, limit=1)

        assert found.status is Status.FEASIBLE
        assert found.bound <= cover.optimum <= found.cost


class TestMatchingBenchmark:
    @pytest.mark.parametrize("cover", [A9, A15, A27], ids=named)
    def test_proves_the_published_optimum_of_a_file(self, written, cover, capsys):
        main(["--orlib", str(written(cover, cover.by_rows()))])

        told = json.loads(capsys.readouterr().out)
        assert (told["rows"], told["columns"]) == (len(cover.rows), cover.columns)
        assert (told["cost"], told["bound"], told["status"]) == (
            cover.optimum,
            cover.optimum,
            "optimal",
        )
        assert told["is_cover"]

    def test_meets_the_published_optimum_of_a_file_of_the_or_library(self, written, capsys):
        main(["--orlib", str(written(CLR10, CLR10.by_rows())), "--limit", "2"])

        told = json.loads(capsys.readouterr().out)
        assert (told["cost"], told["cost_of_chosen"]) == (CLR10.optimum, CLR10.optimum)
        assert told["bound"] <= CLR10.optimum
        assert told["is_cover"]
