"""The measurements of an engine alone, filled with documents that are made one at a time."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from portal.practices.models import PracticePage
from search.documents.practice import all_practice_documents
from search.engines.choice import current_engine
from search.plan.prefix import Prefix, typed_words
from search.port import Document
from search.text import words
from tests.benchmarks import search_measures
from tests.benchmarks.footprint import footprint
from tests.benchmarks.generated_practices import Wording
from tests.portal_process import Portal
from tests.relevance.judged import judged

QUERIES = 60
SUGGESTED = 7


def measured(size: int, *, seed: int, portal: Portal) -> dict[str, Any]:
    """Filling, searching and suggesting; the portal's database gives the words and vocabularies."""
    del portal
    engine = current_engine()
    answerable = judged()
    rebuild = search_measures.timed(lambda: engine.rebuild(generated_documents(size, seed)))
    queries = search_measures.queries_of(answerable)[:: max(1, len(answerable) // QUERIES)]
    prefixes = [
        Prefix(words=typed_words(item.query[:length]), limit=SUGGESTED)
        for item in answerable
        for length in search_measures.LETTERS_TYPED
    ]
    return {
        "engine": engine.status().engine,
        "rebuild": rebuild,
        **footprint(engine),
        "engine_part": search_measures.engine_part(queries, engine),
        "suggestions": search_measures.spread(
            (lambda prefix=prefix: engine.suggest(prefix)) for prefix in prefixes
        ),
    }


def generated_documents(size: int, seed: int) -> Iterator[Document]:
    """Documents as long as the real ones and filed as they are, each field as in another one."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    wording = Wording(list(PracticePage.objects.live().order_by("pk")), rng)
    shapes = list(all_practice_documents())
    lengths = [{name: len(words(text)) for name, text in one.texts.items()} for one in shapes]
    newest = int(timezone.now().timestamp())
    for number in range(1, size + 1):
        place = rng.randrange(len(shapes))
        yield replace(
            shapes[place],
            id=str(number),
            newest=newest + number,
            texts={
                name: shapes[place].texts[name]
                if name in ("labels", "subjects")
                else wording.text(length)
                for name, length in lengths[place].items()
            },
            keywords=_mixed(shapes, rng),
        )


def _mixed(shapes: Sequence[Document], rng: random.Random) -> dict[str, tuple[str, ...]]:
    return {name: rng.choice(shapes).keywords[name] for name in shapes[0].keywords}
