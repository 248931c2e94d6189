"""Judged queries, read from files of one JSON object a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from search.evaluation.json_lines import Line, read_lines

HIGHEST_GRADE = 3
"""3 is the answer, 2 useful, 1 touches it and 0 is of no use: the scale of GOV.UK's own set."""
NO_KIND = "unspecified"


@dataclass(frozen=True, kw_only=True)
class JudgedQuery:
    """What somebody typed, what kind of query it is, and id or reference -> grade.

    A grade below 1 says that the document is of no use. `filters` is field -> chosen values.
    """

    query: str
    kind: str
    grades: Mapping[str, int]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def has_answer(self) -> bool:
        """Whether anything is of any use for it."""
        return any(grade > 0 for grade in self.grades.values())


def read_practice_judgements(path: Path) -> list[JudgedQuery]:
    """The judged queries of the portal: `{"query", "kind", "practices": {reference: 0 to 3}}`.

    Raises:
        EvaluationError: the file cannot be read, holds no query, or a line is of another form.
    """
    return _judged(path, "practices", grades=range(HIGHEST_GRADE + 1))


def read_corpus_judgements(path: Path) -> list[JudgedQuery]:
    """The judged queries of a corpus: `{"query", "documents": {id: grade}}`, perhaps with “kind”.

    Grades are whole numbers; some collections mark what is of no use with -1.

    Raises:
        EvaluationError: the file cannot be read, holds no query, or a line is of another form.
    """
    return _judged(path, "documents", grades=range(-100, 101))


def _judged(path: Path, graded: str, *, grades: range) -> list[JudgedQuery]:
    judged = [_judgement(line, graded, grades) for line in read_lines(path)]
    if not judged:
        raise Line(file=path.name, number=1, values={}).error("there is no judged query.")
    return judged


def _judgement(line: Line, graded: str, grades: range) -> JudgedQuery:
    return JudgedQuery(
        query=line.text("query"),
        kind=line.text("kind") if "kind" in line.values else NO_KIND,
        grades={key: _grade(line, graded, key, grades) for key in _object(line, graded)},
        filters={
            key: tuple(map(str, values if isinstance(values, list) else [values]))
            for key, values in (
                _object(line, "filters") if "filters" in line.values else {}
            ).items()
        },
    )


def _object(line: Line, name: str) -> Mapping[str, object]:
    values = line.values.get(name)
    if not isinstance(values, dict):
        reason = "must be an object" if name in line.values else "is missing: it is an object"
        raise line.error(f"“{name}” {reason}, such as {{“P12”: 3}}.")
    return values


def _grade(line: Line, graded: str, key: str, grades: range) -> int:
    value = line.values[graded][key]
    is_whole = isinstance(value, int | float) and not isinstance(value, bool) and value in grades
    if not is_whole:
        raise line.error(
            f"“{graded}”, “{key}”: the grade must be a whole number from {grades.start} to "
            f"{grades.stop - 1}, and is {value!r}."
        )
    return int(value)
