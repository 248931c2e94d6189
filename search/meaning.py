"""The documents close in meaning to a search, for its plan; none where no model is in use."""

from collections.abc import Sequence

import structlog

from search.embeddings.choice import model_state
from search.embeddings.port import EmbedderError
from search.plan.model import Near, Plan
from search.port import SearchEngine, SearchUnavailableError

log = structlog.get_logger(__name__)

NEAREST = 20
"""Documents that may join what the words find; 10 were worse by 0.008 nDCG@10, 50 no better."""
FLOOR = 0.2
"""Least cosine that counts as close. With MiniLM 0.3 cost 0.006 nDCG@10; without any floor,
searches for what is not here would always find something.
"""


def near_documents(text: str, plan: Plan, *, engine: SearchEngine) -> tuple[Near, ...]:
    """The documents that the plan's readers may see and that mean nearly the same.

    They depend on the words alone and not on the filters, so that the count beside a facet's
    value is what choosing it gives. Empty for searches that ask for exact words or for none, and
    when the model or its vectors cannot answer: the search then goes by words, and a line is
    logged.
    """
    if not plan.concepts or plan.phrases:
        return ()
    embedder = model_state().embedder
    if embedder is None:
        return ()
    try:
        found = engine.nearest(
            embedder.embed_query(text),
            model=embedder.model,
            visibility=plan.visibility,
            limit=NEAREST,
        )
    except (EmbedderError, SearchUnavailableError) as error:
        log.warning("search.meaning.failed", reason=str(error))
        return ()
    return _closest([(key, similarity) for key, similarity in found if similarity > FLOOR])


def _closest(found: Sequence[tuple[str, float]]) -> tuple[Near, ...]:
    return tuple(
        Near(id=key, closeness=(similarity - FLOOR) / (found[0][1] - FLOOR))
        for key, similarity in found
    )
