"""What search by meaning asks of an embedding model, whichever library runs it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One vector, or a matrix with one vector in each row; every vector has length 1."""


class EmbedderError(Exception):
    """The model cannot be loaded or run; the text says why, for operators, without any query."""


class Embedder(Protocol):
    """A model that turns texts into vectors whose dot product says how close their meanings are."""

    @property
    def model(self) -> str:
        """Name and version; vectors of two models can be compared only when these are equal."""

    @property
    def dimensions(self) -> int:
        """Numbers in each vector."""

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """One row of `dimensions` numbers for each text; raises `EmbedderError`."""

    def embed_query(self, text: str) -> Vectors:
        """The vector of what a reader typed; raises `EmbedderError`."""
