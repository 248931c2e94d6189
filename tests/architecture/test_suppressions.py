"""What is left for later has an issue, and what is silenced has a code and a reason."""

import re
import tokenize
from pathlib import Path

from tests.architecture.sources import (
    advice,
    at,
    lines_of,
    modules_of_tests,
    source_modules,
    templates,
)

EVERYWHERE = [*source_modules(), *modules_of_tests()]
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d+)")
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|nosec)\b(?P<rest>.*)")
CODE = re.compile(r"\s*(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[a-z-]+(,\s*[a-z-]+)*\])")
REASON = re.compile(r"[\s#:–-]*\w+\W+\w+")
TEMPLATE_SUPPRESSION = re.compile(r"{#\s*djlint:off(?P<rest>[^#]*)#}")


def _comments(path: Path) -> dict[int, str]:
    with path.open("rb") as file:
        tokens = list(tokenize.tokenize(file.readline))
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _unexplained(comments: dict[int, str], lines: list[str]) -> list[tuple[int, str]]:
    """Suppressions without a code, or without words behind them or in a comment just above."""
    found = []
    for number, comment in comments.items():
        match = SUPPRESSION.search(comment)
        if match is None:
            continue
        code = CODE.match(match["rest"])
        words_behind = match["rest"][code.end() :] if code else ""
        words_above = lines[number - 2].strip() if number > 1 else ""
        has_reason = REASON.match(words_behind) or words_above.startswith("# ")
        is_coverage = match.group(1).startswith("pragma")
        if not has_reason or not (code or is_coverage):
            found.append((number, comment))
    return found


class TestSuppression:
    def test_names_its_rule_and_its_reason(self):
        found = [
            f"{at(path, number)}: {comment}"
            for path in EVERYWHERE
            for number, comment in _unexplained(_comments(path), lines_of(path))
        ]

        assert not found, advice(
            "Write the rule's code and why it does not apply: `# noqa: S603 - our own script.`, "
            "or the reason in a comment on the line above.",
            found,
        )

    def test_of_a_template_rule_names_the_rule(self):
        found = [
            at(path, number)
            for path in templates()
            for number, line in enumerate(lines_of(path), 1)
            for match in TEMPLATE_SUPPRESSION.finditer(line)
            if not re.search(r"[A-Z]\d{3}", match["rest"])
        ]

        assert not found, advice("Write which rule is off: {# djlint:off D018 #}.", found)


class TestUnexplained:
    def test_finds_a_missing_code_and_a_missing_reason(self):
        lines = ["x = 1  # noqa", "", "y = 1  # noqa: S105", "", "z = 1  # type: ignore[arg-type]"]

        found = _unexplained({1: "# noqa", 3: "# noqa: S105", 5: "# type: ignore[arg-type]"}, lines)

        assert [number for number, _comment in found] == [1, 3, 5]

    def test_accepts_a_reason_behind_or_above(self):
        lines = ["x  # noqa: S105 - not a secret.", "# It has no types.", "y  # type: ignore[misc]"]

        found = _unexplained({1: lines[0], 3: "# type: ignore[misc]"}, lines)

        assert found == []


class TestUnfinishedWork:
    def test_has_an_issue(self):
        found = [
            at(path, number)
            for path in [*EVERYWHERE, *templates()]
            if path != Path(__file__)
            for number, line in enumerate(lines_of(path), 1)
            if LATER.search(line)
        ]

        assert not found, advice(
            "Open an issue and write its number: `TODO #12: what is left`.", found
        )
