"""Judged queries, read from files of one JSON object a line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HIGHEST_GRADE = 3


class JudgementError(Exception):
    """A line cannot be used; the text names file, line and reason."""


@dataclass(frozen=True, kw_only=True)
class JudgedQuery:
    """What somebody typed, what kind of query it is, and practice reference -> grade 0 to 3."""

    query: str
    kind: str
    practices: Mapping[str, int]


def read_judgements(path: Path) -> list[JudgedQuery]:
    """All judged queries of a file; empty lines are skipped.

    Raises:
        JudgementError: the file cannot be read, or a line is not
            `{"query": text, "kind": text, "practices": {reference: grade}}`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementError(f"{path.name}: the file cannot be read: {error}") from error
    return list(_judged(path.name, lines))


def _judged(name: str, lines: list[str]) -> Iterator[JudgedQuery]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _judgement(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise JudgementError(f"{name}, line {number}: {error!r}") from error


def _judgement(row: dict[str, object]) -> JudgedQuery:
    practices = row["practices"]
    if not isinstance(practices, dict):
        raise TypeError("“practices” must be an object of references and grades")
    grades = {str(reference): int(grade) for reference, grade in practices.items()}
    if not all(0 <= grade <= HIGHEST_GRADE for grade in grades.values()):
        raise ValueError(f"a grade is not 0 to {HIGHEST_GRADE}")
    return JudgedQuery(query=str(row["query"]), kind=str(row["kind"]), practices=grades)
