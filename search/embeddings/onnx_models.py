"""Runs ONNX sentence encoders through fastembed, from a folder or a copy of one on its hub.

Importing this module loads onnxruntime, some 60 MB: only `search.embeddings.choice` does so, and
only where a model is set.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from fastembed import TextEmbedding
from fastembed.common.model_description import ModelSource, PoolingType
from huggingface_hub import constants
from numpy.typing import NDArray

from search.embeddings.port import EmbedderError, Vectors

MODEL_FILES = ("model.onnx", "onnx/model.onnx", "model_optimized.onnx")
"""Where the tools that export sentence encoders put the network inside a folder."""
BATCH = 8
"""Texts run at once: each is padded to the longest of its batch, and 32 of 512 tokens took 2 GB."""
_CHUNK = 1 << 20
_POOLING_FILE = "1_Pooling/config.json"


class OnnxEmbedder:
    """`Embedder` over a local folder, or over a model that fastembed knows by its hub name.

    Args:
        source: a folder with a network, `tokenizer.json` and `tokenizer_config.json`; else a name.
        cache: where models of the hub are kept.
        may_download: whether a model of the hub that is not in the cache may be fetched now.
            HF_HUB_OFFLINE in the environment forbids it as well.

    Raises:
        EmbedderError: there is no such model, or it cannot be run.
    """

    def __init__(self, source: str, *, cache: Path, may_download: bool) -> None:
        folder = Path(source)
        try:
            if folder.is_dir():
                self.model, self._encoder = _from_folder(folder)
            else:
                self.model, self._encoder = (
                    source,
                    _from_hub(source, cache, may_download=may_download),
                )
            # Run once: a network that loads may still not be an encoder of sentences.
            self.dimensions = len(next(iter(self._encoder.query_embed("care"))))
        except EmbedderError:
            raise
        except Exception as error:
            # onnxruntime and tokenizers raise bare Exceptions of their own.
            raise EmbedderError(f"The model {source} cannot be loaded: {_brief(error)}") from error

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return self._vectors(self._encoder.passage_embed(list(texts), batch_size=BATCH))

    def embed_query(self, text: str) -> Vectors:
        """The vector of what was typed; some models encode queries otherwise than documents."""
        row: Vectors = self._vectors(self._encoder.query_embed(text))[0]
        return row

    def _vectors(self, rows: Iterable[NDArray[Any]]) -> Vectors:
        try:
            matrix = np.asarray(list(rows), dtype=np.float32)
        except Exception as error:
            raise EmbedderError(f"The model {self.model} failed: {_brief(error)}") from error
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise EmbedderError(f"The model {self.model} gave a vector without a direction.")
        unit: Vectors = matrix / lengths
        return unit


def _from_folder(folder: Path) -> tuple[str, TextEmbedding]:
    network = next((name for name in MODEL_FILES if (folder / name).is_file()), None)
    if network is None:
        raise EmbedderError(f"{folder} holds no {MODEL_FILES[0]}.")
    # The same folder with other weights is another model: its vectors must not be mixed.
    model = f"{folder.name}@{_digest(folder / network, folder / 'tokenizer.json')}"
    known = {
        str(description["model"]).lower() for description in TextEmbedding.list_supported_models()
    }
    if model.lower() not in known:
        TextEmbedding.add_custom_model(
            model=model,
            pooling=_pooling(folder),
            normalization=True,
            sources=ModelSource(hf=model),
            dim=0,  # Never asked for: the first vector tells.
            model_file=network,
        )
    return model, TextEmbedding(
        model, threads=1, specific_model_path=str(folder), local_files_only=True
    )


def _from_hub(name: str, cache: Path, *, may_download: bool) -> TextEmbedding:
    is_local_only = constants.HF_HUB_OFFLINE or not may_download
    return TextEmbedding(name, cache_dir=str(cache), threads=1, local_files_only=is_local_only)


def _pooling(folder: Path) -> PoolingType:
    # Sentence-transformers writes down how token vectors become one; the mean is the usual way.
    file = folder / _POOLING_FILE
    settings = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return PoolingType.CLS if settings.get("pooling_mode_cls_token") else PoolingType.MEAN


def _digest(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()[:12]


def _brief(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"[:300]
