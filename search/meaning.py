"""What is close in meaning to a search, as ids for its plan; nothing where no model is in use."""

import structlog

from search.embeddings.choice import model_state
from search.embeddings.port import EmbedderError
from search.plan.model import Plan
from search.port import SearchEngine, SearchUnavailableError

log = structlog.get_logger(__name__)

NEAREST = 20
"""Documents that may join what the words find; 10 were worse by 0.008 nDCG@10, 50 no better."""
FLOOR = 0.2
"""Least cosine that counts as close. With MiniLM 0.3 cost 0.006 nDCG@10; without any floor,
searches for what is not here would always find something.
"""


def near_ids(text: str, plan: Plan, *, engine: SearchEngine) -> tuple[str, ...]:
    """Ids of the documents that the plan's readers may see and that mean nearly the same.

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
    return tuple(document_id for document_id, similarity in found if similarity >= FLOOR)
