"""Timings of what readers ask of the search, each with its median and 95th percentile."""

import math
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from http import HTTPStatus
from typing import Any

from django.test import Client
from django.urls import reverse

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from search.evaluation.judgements import JudgedQuery
from search.finding import practices_found
from search.planning import plan_for
from search.port import SearchEngine
from search.similar import similar_to

FILTERS = ({}, {"theme": ["quality"]}, {"area": ["greater-manchester"]}, {"stage": ["running"]})
"""What every fourth search is narrowed by, in turn."""
LETTERS_TYPED = (3, 5)
PATIENCE = 60.0
"""Seconds after which a published practice counts as not found."""


def spread(calls: Iterable[Callable[[], object]], *, seconds: float = math.inf) -> dict[str, float]:
    """Milliseconds on the clock, and of this process's processor time, over all calls.

    The first call is made twice and counted once, so that what is read once a process is not laid
    on one reader. No call is begun after so many seconds, but two are always made.
    """
    walls: list[float] = []
    processor: list[float] = []
    for number, call in enumerate(calls):
        if number == 0:
            call()
        if number > 1 and sum(walls) > seconds * 1_000:
            break
        started, started_cpu = time.perf_counter(), time.process_time()
        call()
        walls.append((time.perf_counter() - started) * 1_000)
        processor.append((time.process_time() - started_cpu) * 1_000)
    return {
        "calls": len(walls),
        "p50_ms": _percentile(walls, 50),
        "p95_ms": _percentile(walls, 95),
        "cpu_p50_ms": _percentile(processor, 50),
        "cpu_p95_ms": _percentile(processor, 95),
    }


def queries_of(judged: Sequence[JudgedQuery]) -> list[PracticeQuery]:
    """The judged queries as readers send them: some with a filter, some without words."""
    queries = [
        PracticeQuery(text=item.query, filters=FILTERS[number % len(FILTERS)])
        for number, item in enumerate(judged)
    ]
    return [*queries, PracticeQuery(), *(PracticeQuery(filters=chosen) for chosen in FILTERS[1:])]


def result_pages(queries: Sequence[PracticeQuery]) -> dict[str, float]:
    """The whole page as a browser gets it: middleware, search, database and templates."""
    client = Client(HTTP_HOST="localhost")
    base = reverse("practice_search")
    return spread(_get(client, f"{base}?{query.to_query_string()}") for query in queries)


def _get(client: Client, address: str) -> Callable[[], object]:
    def get() -> None:
        status = client.get(address).status_code
        if status != HTTPStatus.OK:
            raise RuntimeError(f"{address} answered {status}")

    return get


def engine_part(queries: Sequence[PracticeQuery], engine: SearchEngine) -> dict[str, float]:
    """The engine alone: results with marked texts and every facet counted."""
    plans = [plan_for(query, engine=engine) for query in queries]
    return spread((lambda plan=plan: engine.search(plan)) for plan in plans)


def findings(texts: Sequence[str]) -> dict[str, float]:
    """Words to twenty practices out of the database, without facets: what Wagtail's search does."""
    return spread(
        (lambda text=text: list(practices_found(PracticeQuery(text=text), facets=()).practices))
        for text in texts
    )


def suggestions(texts: Sequence[str]) -> dict[str, float]:
    """What the search box asks while somebody types the beginnings of words."""
    client = Client(HTTP_HOST="localhost")
    base = reverse("suggestion_api")
    typed = [text[:length] for text in texts for length in LETTERS_TYPED]
    queries = (PracticeQuery(text=text).to_query_string() for text in typed)
    return spread(_get(client, f"{base}?{query}") for query in queries)


def similar(practices: Sequence[PracticePage]) -> dict[str, float]:
    """What else to read beside one practice."""
    return spread((lambda page=page: similar_to(page)) for page in practices)


def publish_to_findable(practices: Sequence[PracticePage]) -> dict[str, float]:
    """Seconds from publishing a new word to finding it, while background work runs elsewhere.

    The first one waits for that work to start, and is not counted.
    """
    all_seconds = [_seconds_to_find(page, number) for number, page in enumerate(practices)]
    seconds = sorted(all_seconds[1:])
    return {
        "calls": len(seconds),
        "median_s": round(statistics.median(seconds), 2),
        "worst_s": round(seconds[-1], 2),
    }


def _seconds_to_find(practice: PracticePage, number: int) -> float:
    word = f"zyxw{chr(ord('a') + number)}vut"
    practice.summary = f"{practice.summary[:200]} {word}"
    revision = practice.save_revision()
    started = time.monotonic()
    revision.publish()
    query = PracticeQuery(text=word, is_exact=True)
    while practice.pk not in _found(query):
        if time.monotonic() - started > PATIENCE:
            raise RuntimeError(f"{word} was not found within {PATIENCE:.0f} seconds")
        time.sleep(0.02)
    return time.monotonic() - started


def _found(query: PracticeQuery) -> Iterator[int]:
    return (page.pk for page in practices_found(query, facets=()).practices)


def timed(work: Callable[[], Any]) -> dict[str, float]:
    """Seconds on the clock, and of this process's processor time, for one piece of work."""
    started, started_cpu = time.perf_counter(), time.process_time()
    work()
    return {
        "wall_s": round(time.perf_counter() - started, 2),
        "cpu_s": round(time.process_time() - started_cpu, 2),
    }


def _percentile(values: Sequence[float], percent: int) -> float:
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 2)
