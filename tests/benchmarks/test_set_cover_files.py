"""Set-cover files of the OR-Library, read in both shapes."""

import json

import pytest

from tests.benchmarks.matching import main
from tests.benchmarks.set_cover_files import NotSetCoverError, read_set_cover

BY_ROWS = "3 4\n 2 3 4\n 9 \n 2 \n 1 4 \n 2\n 2 4\n 2 3 4 \n"
BY_COLUMNS = "3 4\n2 1 1\n3 1 2\n4 1 3\n9 3 1 2 3\n"
SETS = (frozenset({0}), frozenset({1}), frozenset({2}), frozenset({0, 1, 2}))


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "scp.txt"
        path.write_text(text)
        return path

    return written


class TestReadSetCover:
    @pytest.mark.parametrize("text", [BY_ROWS, BY_COLUMNS])
    def test_reads_the_same_sets_from_both_shapes(self, write, text):
        found = read_set_cover(write(text))

        assert (found.elements, found.sets, found.costs) == (3, SETS, (2, 3, 4, 9))

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "3",
            "three 4",
            "0 0",
            "3 4\n 2 3 4 9 2 1 4 2 2 4",
            "1 1\n 5 1 2",
            "1 1\n 5 1 0",
            BY_ROWS + " 7",
        ],
    )
    def test_refuses_what_is_neither(self, write, text):
        with pytest.raises(NotSetCoverError, match=r"scp\.txt"):
            read_set_cover(write(text))


class TestMatchingBenchmark:
    def test_prints_cost_bound_status_and_seconds_of_a_file(self, write, capsys):
        main(["--orlib", str(write(BY_ROWS))])

        told = json.loads(capsys.readouterr().out)
        assert (told["cost"], told["bound"], told["status"]) == (9, 9, "optimal")
        assert told["is_cover"]
        assert told["cost_of_chosen"] == 9
        assert "seconds" in told

    def test_says_what_is_wrong_with_a_file(self, write, capsys):
        with pytest.raises(SystemExit):
            main(["--orlib", str(write("nothing"))])

        assert "not a file of whole numbers" in capsys.readouterr().err

    def test_tells_of_greedy_beside_the_proven_team(self, capsys):
        main(["--providers", "300", "--lots", "1", "--capabilities", "6", "--seeds", "1"])

        told = json.loads(capsys.readouterr().out)
        run = told["runs"][0]
        assert (told["optimal"], run["violations"]) == (1, [])
        assert run["greedy"]["objective"] <= run["objective"]
        assert told["peak_megabytes"] > 0
