"""Files, functions and templates stay small enough to be read in one go."""

from pathlib import Path

from tests.architecture.sources import (
    advice,
    at,
    functions_of,
    lines_of,
    modules_of_tests,
    name_of,
    source_modules,
    templates,
)

SOURCE_LINES = 300
TEST_LINES = 400
FUNCTION_LINES = 40
TEMPLATE_LINES = 120


def _longer_than(paths: list[Path], limit: int) -> list[str]:
    lengths = {path: len(lines_of(path)) for path in paths}
    return [f"{name_of(path)}: {lines} lines" for path, lines in lengths.items() if lines > limit]


class TestSourceFile:
    def test_is_at_most_300_lines_long(self):
        found = _longer_than(source_modules(), SOURCE_LINES)

        assert not found, advice(
            "One idea in each file: move the second idea to a file named for it.", found
        )


class TestTestFile:
    def test_is_at_most_400_lines_long(self):
        found = _longer_than(modules_of_tests(), TEST_LINES)

        assert not found, advice(
            "Split the tests as their source is split, or by what they show.", found
        )


class TestFunction:
    def test_is_at_most_40_lines_long(self):
        found = [
            f"{at(path, function.lineno)}: {function.name}"
            for path in [*source_modules(), *modules_of_tests()]
            for function in functions_of(path)
            if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
        ]

        assert not found, advice(
            "Give a name to each step, and move the steps to functions.", found
        )


class TestTemplate:
    def test_is_at_most_120_lines_long(self):
        found = _longer_than(templates(), TEMPLATE_LINES)

        assert not found, advice("Move a part that has a name to a component or a partial.", found)
