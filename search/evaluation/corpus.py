"""A corpus of any documents, as one JSON object a line, made ready for the engines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.evaluation.errors import EvaluationError
from search.evaluation.json_lines import Line, read_lines
from search.port import Collection, Document

PUBLIC = ("public",)
MAX_KEYWORD_BYTES = 1_000
"""Longer values are texts that nobody filters by, and both engines have limits above this."""
_OWN_FIELDS = frozenset(("id", "title", "text"))


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """A file that was read once, so that it is known to be whole and what it can be filtered by.

    Ids may be any text, and the keys any keys: in the index, a document is known by its place in
    the file and a key by its number, which both engines can take. The file is read again to fill
    an index, and never held in memory.
    """

    path: Path
    ids: tuple[str, ...]
    fields: dict[str, str]
    """Key of a document -> name of its keyword field in the index."""

    @property
    def collection(self) -> Collection:
        """What an index of this corpus is made for."""
        return Collection(name="corpus", keywords=tuple(self.fields.values()))

    def documents(self) -> Iterator[Document]:
        """The documents in the order of the file."""
        for place, line in enumerate(read_lines(self.path)):
            yield Document(
                id=document_id(place),
                version=1,
                visibility=PUBLIC,
                texts={
                    "title": line.text("title", may_be_empty=True),
                    "summary": "",
                    "body": line.text("text", may_be_empty=True),
                    "labels": "",
                    "subjects": "",
                },
                keywords={
                    field: _keywords(line.values.get(key)) for key, field in self.fields.items()
                },
                newest=place,
            )

    def original_id(self, indexed_id: str) -> str:
        """The id that the file gives to a document of the index."""
        return self.ids[int(indexed_id.removeprefix(_ID_PREFIX))]

    def field_of(self, key: str) -> str:
        """The keyword field of the index that holds the values of a key.

        Raises:
            EvaluationError: no document has the key.
        """
        if key not in self.fields:
            raise EvaluationError(f"{self.path.name}: no document has “{key}” to filter by.")
        return self.fields[key]


# No practice has such an id, so that nothing which editors set for a practice can touch these.
_ID_PREFIX = "document-"


def document_id(place: int) -> str:
    """What the document at a place of the file, from 0, is called in the index."""
    return f"{_ID_PREFIX}{place}"


def read_corpus(path: Path) -> Corpus:
    """Look at every line of a file of `{"id", "title", "text"}` and any further keys.

    Raises:
        EvaluationError: the file cannot be read or is empty, a line lacks id, title or text, or
            an id stands in the file twice.
    """
    seen: dict[str, int] = {}
    keys: set[str] = set()
    for line in read_lines(path):
        identifier = _checked_id(line, seen)
        seen[identifier] = line.number
        keys |= line.values.keys() - _OWN_FIELDS
    if not seen:
        raise Line(file=path.name, number=1, values={}).error("there is no document.")
    fields = {key: f"key_{number}" for number, key in enumerate(sorted(keys))}
    return Corpus(path=path, ids=tuple(seen), fields=fields)


def _checked_id(line: Line, seen: dict[str, int]) -> str:
    identifier = line.text("id")
    if identifier in seen:
        raise line.error(f"“id” {identifier[:60]} stands in line {seen[identifier]} already.")
    line.text("title", may_be_empty=True)
    line.text("text", may_be_empty=True)
    return identifier


def _keywords(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    texts = (item if isinstance(item, str) else json.dumps(item) for item in values if item)
    return tuple(text for text in dict.fromkeys(texts) if len(text.encode()) <= MAX_KEYWORD_BYTES)
