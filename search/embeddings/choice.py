"""The embedding model that SEARCH_MODEL names, loaded once in each process that needs it."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from search.embeddings.port import Embedder, EmbedderError

log = structlog.get_logger(__name__)

ADAPTER = "search.embeddings.onnx_models.OnnxEmbedder"
"""Imported only where a model is set: onnxruntime takes a second and 60 MB."""
RETRY_AFTER = 300
"""Seconds after which a model that could not be loaded is tried again: a worker may have
fetched it from its hub since.
"""


@dataclass(frozen=True, kw_only=True)
class ModelState:
    """The model in use, or why there is none; both are empty where none is set."""

    embedder: Embedder | None = None
    problem: str = ""


@dataclass
class _Slot:
    """What one process knows about one setting."""

    lock: Lock = field(default_factory=Lock)
    setting: str = ""
    state: ModelState = ModelState()
    retry_at: float = 0.0


_slot = _Slot()


def model_state(*, may_download: bool = False) -> ModelState:
    """The model of the settings, loaded at the first call; never raises.

    A model that cannot be loaded is logged and left alone for a while, so that searches go on
    with words alone.

    Args:
        may_download: whether a model named on its hub may be fetched now: background work and
            commands may, a reader's request must not wait for it.
    """
    setting = settings.SEARCH_MODEL
    with _slot.lock:
        is_known = _slot.setting == setting and not _must_try_again(may_download=may_download)
        if not is_known:
            _slot.setting = setting
            _slot.state = _loaded(setting, may_download=may_download) if setting else ModelState()
            _slot.retry_at = time.monotonic() + RETRY_AFTER
        return _slot.state


def _must_try_again(*, may_download: bool) -> bool:
    return bool(_slot.state.problem) and (may_download or time.monotonic() >= _slot.retry_at)


def _loaded(setting: str, *, may_download: bool) -> ModelState:
    adapter = import_string(ADAPTER)
    try:
        embedder: Embedder = adapter(
            setting, cache=Path(settings.DATA_DIR) / "models", may_download=may_download
        )
    except EmbedderError as error:
        log.warning("search.model.not_loaded", reason=str(error))
        return ModelState(problem=str(error))
    log.info("search.model.loaded", model=embedder.model, dimensions=embedder.dimensions)
    return ModelState(embedder=embedder)


def model_sentence(state: ModelState) -> str:
    """What an operator wants to know about search by meaning, in one line."""
    if state.embedder is not None:
        return f"on, with {state.embedder.model} ({state.embedder.dimensions} dimensions)"
    if state.problem:
        return f"set, but searches go by words alone. {state.problem}"
    return "off: SEARCH_MODEL is empty, so searches go by words alone"
