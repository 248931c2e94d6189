"""Files of one JSON object a line, read with errors that name the file, the line and the field."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.evaluation.errors import EvaluationError


@dataclass(frozen=True, kw_only=True)
class Line:
    """One JSON object of a file, and where it stands."""

    file: str
    number: int
    values: Mapping[str, Any]

    def error(self, reason: str) -> EvaluationError:
        """What is wrong with this line, to be raised."""
        return EvaluationError(f"{self.file}, line {self.number}: {reason}")

    def text(self, field: str, *, may_be_empty: bool = False) -> str:
        """The text of a field; a number is taken as its digits, as ids often are numbers.

        Raises:
            EvaluationError: the field is missing, is no text, or is empty and may not be.
        """
        if field not in self.values:
            raise self.error(f"“{field}” is missing.")
        value = self.values[field]
        if value is None and may_be_empty:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.error(f"“{field}” must be text, and is {json.dumps(value)[:60]}.")
        text = str(value)
        if not (may_be_empty or text.strip()):
            raise self.error(f"“{field}” is empty.")
        return text


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of a file that is not empty, one at a time; a byte order mark is skipped.

    Raises:
        EvaluationError: the file cannot be read as UTF-8, or a line is not one JSON object.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, text in enumerate(file, start=1):
                if text.strip():
                    yield Line(file=path.name, number=number, values=_values(path, number, text))
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: the file cannot be read: {error}.") from error


def _values(path: Path, number: int, text: str) -> Mapping[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise EvaluationError(f"{path.name}, line {number}: this is not JSON: {error}.") from error
    if not isinstance(values, dict):
        raise EvaluationError(f"{path.name}, line {number}: this is not a JSON object, {{…}}.")
    return values
