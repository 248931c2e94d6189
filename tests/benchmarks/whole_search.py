"""The measurements of the search with the whole portal around it."""

import sys
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from portal.practices.models import PracticePage
from search.engines.choice import current_engine
from search.evaluation.judgements import JudgedQuery
from search.evaluation.run import evaluate, practice_names
from tests.benchmarks import search_measures, wagtail_search
from tests.benchmarks.footprint import footprint
from tests.benchmarks.generated_practices import grow_library
from tests.portal_process import QUEUES, Portal
from tests.relevance.judged import judged, mean_ndcg

SMALL = 10_000
LIMITS_MS = {"pages": 150.0, "suggestions": 50.0}
PAGE_LIMIT_SMALL_MS = 100.0
"""Of the 95th percentile, up to SMALL practices; above that, and up to 100,000, see LIMITS_MS."""
ENGINE_LIMIT_MS = 25.0
"""Of tantivy alone."""
FINDABLE_LIMIT_S, REBUILD_LIMIT_S = 5.0, 120.0
SIMILAR_TO, PUBLISHED, PEER_QUERIES = 100, 21, 40
PEER_SECONDS = 180.0
"""No further query is put to Wagtail's search after that; "calls" says how many were."""


def measured(size: int, *, seed: int, portal: Portal) -> dict[str, Any]:
    """Every figure; Django must be set up for the portal, with the starting content in it."""
    answerable = judged()
    texts = [item.query for item in answerable]
    relevance = _relevance(answerable)
    grow_library(size, seed=seed, at=timezone.now())
    engine = current_engine()
    rebuild = search_measures.timed(
        lambda: call_command("search", "rebuild", "--json", stdout=sys.stderr)
    )
    queries = search_measures.queries_of(answerable)
    newest = list(PracticePage.objects.live().order_by("-pk")[:SIMILAR_TO])
    answer: dict[str, Any] = {
        "engine": engine.status().engine,
        "rebuild": rebuild,
        **footprint(engine),
        "pages": search_measures.result_pages(queries),
        "engine_part": search_measures.engine_part(queries, engine),
        "suggestions": search_measures.suggestions(texts),
        "similar": search_measures.similar(newest),
    }
    with portal.running(_background_work()):
        answer["publish_to_findable"] = search_measures.publish_to_findable(newest[:PUBLISHED])
    answer["wagtail"] = {**relevance, **_beside_wagtail(texts[:: len(texts) // PEER_QUERIES or 1])}
    return {**answer, "missed": missed(size, answer)}


def _background_work() -> list[str]:
    if not settings.CELERY_BROKER_URL:
        return ["manage.py", "run_jobs"]
    return ["-m", "celery", "--app=portal.celery", "worker", f"--queues={QUEUES}", "-c1"]


def _relevance(answerable: Sequence[JudgedQuery]) -> dict[str, float]:
    """nDCG@10 of both on the starting content, before anything is grown."""
    wagtail_search.index_all_practices()
    scores = evaluate(answerable, engine=current_engine(), names=practice_names().get)
    ours, theirs = mean_ndcg(scores), wagtail_search.mean_ndcg(answerable)
    return {
        "ndcg_ours": round(ours, 3),
        "ndcg_theirs": round(theirs, 3),
        "ndcg_ratio": round(ours / theirs, 2),
    }


def _beside_wagtail(texts: Sequence[str]) -> dict[str, Any]:
    """Both searches from words to twenty practices, on the grown library."""
    wagtail_search.index_all_practices()
    ours = search_measures.findings(texts)
    theirs = search_measures.spread(
        ((lambda text=text: wagtail_search.found(text)) for text in texts), seconds=PEER_SECONDS
    )
    ratios = {
        f"times_faster_{name}": round(theirs[f"{name}_ms"] / ours[f"{name}_ms"], 1)
        for name in ("p50", "p95")
    }
    return {"ours": ours, "theirs": theirs, **ratios}


def missed(size: int, answer: dict[str, Any]) -> list[str]:
    """The promises that the figures do not keep, in words; none are made above 100,000."""
    limits = {**LIMITS_MS, **({"pages": PAGE_LIMIT_SMALL_MS} if size <= SMALL else {})}
    if answer["engine"] == "tantivy":
        limits["engine_part"] = ENGINE_LIMIT_MS
    found = [
        f"{name}: p95 {answer[name]['p95_ms']} ms, limit {limit:.0f} ms"
        for name, limit in limits.items()
        if answer[name]["p95_ms"] > limit
    ]
    for name, figure, limit in (
        ("publish_to_findable", "worst_s", FINDABLE_LIMIT_S),
        ("rebuild", "wall_s", REBUILD_LIMIT_S),
    ):
        seconds = itemgetter(figure)(answer[name])
        if seconds > limit:
            found.append(f"{name}: {seconds} s, limit {limit:.0f} s")
    return found
