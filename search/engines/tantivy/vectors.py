"""The vectors beside a tantivy index: a small database that one process writes and all read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

from search.embeddings.port import Vectors
from search.port import Document, RebuildNeededError

FILE = "vectors.sqlite3"
PRECISION = 4
"""Decimals of a similarity: beyond them two engines differ, and equal ones go by id."""
_GONE = ""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL, model TEXT NOT NULL, dimensions INTEGER NOT NULL, rows BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS vectors_by_id ON vectors (id);
"""


@contextmanager
def vector_writer(index: Path) -> Iterator["VectorWriter"]:
    """Write vectors in one transaction; the caller holds the index's own writer lock."""
    with _errors(), closing(sqlite3.connect(index / FILE)) as connection:
        connection.executescript(_SCHEMA)
        with connection:
            yield VectorWriter(connection)


class VectorWriter:
    """Puts and removes the vectors of documents."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def write(self, document_id: str, document: Document | None) -> None:
        """Replace what the file has of the id. Readers follow by the number of the row."""
        meanings = document.meanings if document is not None else ()
        removed = self._connection.execute("DELETE FROM vectors WHERE id = ?", (document_id,))
        rows = [(document_id, one.model, one.dimensions, one.rows) for one in meanings]
        if removed.rowcount:
            rows.insert(0, (document_id, _GONE, 0, b""))
        self._connection.executemany(
            "INSERT INTO vectors (id, model, dimensions, rows) VALUES (?, ?, ?, ?)", rows
        )


@dataclass
class _Known:
    """What has been read for one index and model; `ids` are in order, with a start row each."""

    seq: int = 0
    matrices: dict[str, Vectors] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    matrix: Vectors | None = None


class VectorReader:
    """Every vector of one model in memory, brought up to date before each question."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._key: tuple[Path, str, int] | None = None
        self._known = _Known()

    def nearest(self, index: Path, vector: Vectors, model: str) -> list[tuple[str, float]]:
        """All ids that have vectors of the model, with the similarity of their closest passage.

        Closest first, equal ones by id. At 384 dimensions a passage takes 1.5 kB of memory.
        """
        key = (index, model, len(vector))
        with self._lock:
            if self._key != key:
                self._key, self._known = key, _Known()
            _follow(index / FILE, self._known, model, len(vector))
            ids, starts, matrix = self._known.ids, self._known.starts, self._known.matrix
        if matrix is None or not ids:
            return []
        best = np.round(np.maximum.reduceat(matrix @ vector, starts), PRECISION)
        return [(ids[at], float(best[at])) for at in np.argsort(-best, kind="stable")]


def _follow(file: Path, known: _Known, model: str, dimensions: int) -> None:
    if not file.exists():
        return
    with _errors(), closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT seq, id, model, dimensions, rows FROM vectors WHERE seq > ? ORDER BY seq",
            (known.seq,),
        ).fetchall()
    for seq, document_id, its_model, its_dimensions, data in rows:
        known.seq = seq
        if its_model == _GONE:
            known.matrices.pop(document_id, None)
        elif its_model == model and its_dimensions == dimensions:
            known.matrices[document_id] = np.frombuffer(data, dtype="<f4").reshape(-1, dimensions)
    if rows:
        _stack(known)


def _stack(known: _Known) -> None:
    known.ids = sorted(known.matrices)
    known.matrix, known.starts = None, []
    if not known.ids:
        return
    known.matrix = np.concatenate([known.matrices[item] for item in known.ids])
    lengths = [len(known.matrices[item]) for item in known.ids]
    known.starts = [0, *np.cumsum(lengths, dtype=int)[:-1].tolist()]
    # Each document keeps a view of the whole, so that no number is held twice.
    pieces = np.split(known.matrix, known.starts[1:])
    known.matrices = dict(zip(known.ids, pieces, strict=True))


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        raise RebuildNeededError(
            f"The vectors cannot be used: {error}. Run `manage.py search rebuild`."
        ) from error
