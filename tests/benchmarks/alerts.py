"""Measures saved-search alerts on generated practices and prints one JSON object.

The changed documents are matched against all searches in memory, and then, in the same run, by
one request for each search to an index of the whole corpus. Both must give the same answer.

Run as `python -m tests.benchmarks.alerts --documents 50 --searches 5000` from the project's folder;
`--elasticsearch http://127.0.0.1:9200` asks such a node too.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.tantivy.engine import TantivyEngine
from search.engines.tantivy.memory import MemoryIndex
from search.plan.build import plan_for_text
from search.plan.correction import Corrector, SpellingIndex
from search.plan.model import FieldFilter, Plan
from search.plan.synonyms import Rule, RuleKind, SynonymTable
from search.port import Document, SearchEngine

WORDS = 20_000
SYNONYM_GROUPS = 150
THEMES, AREAS = 60, 200
FILTERED_SHARE = 0.4
Answer = dict[int, frozenset[str]]


class Language:
    """Words by rank, drawn with Zipf's frequencies as those of natural language are."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
        letters = "abdeghiklmnoprstu"
        self._words = ["".join(self.rng.choices(letters, k=3 + n % 8)) for n in range(WORDS)]
        self._weights = [1 / rank for rank in range(1, WORDS + 1)]

    def words(self, count: int) -> list[str]:
        return self.rng.choices(self._words, self._weights, k=count)

    def rare_words(self, count: int) -> list[str]:
        """As people search: rarely for the words that every text has."""
        return self.rng.choices(self._words[20:5_000], self._weights[20:5_000], k=count)

    def rules(self) -> list[Rule]:
        return [
            Rule(kind=RuleKind.EQUAL, terms=tuple(map(" ".join, (self.rare_words(2), [word]))))
            for word in self.rare_words(SYNONYM_GROUPS)
        ]


def generated_documents(language: Language, count: int) -> Iterator[Document]:
    """Practices of about 220 words, each under three themes and two areas."""
    for number in range(1, count + 1):
        yield Document(
            id=str(number),
            version=1,
            visibility=("public",),
            texts={
                "title": " ".join(language.words(8)),
                "summary": " ".join(language.words(30)),
                "body": " ".join(language.words(180)),
                "labels": "",
                "subjects": "",
            },
            keywords={
                "theme": tuple(f"theme-{language.rng.randrange(THEMES)}" for _ in range(3)),
                "area": tuple(f"area-{language.rng.randrange(AREAS)}" for _ in range(2)),
            },
            newest=number,
        )


def generated_texts(language: Language, count: int) -> list[tuple[str, tuple[FieldFilter, ...]]]:
    """Searches of one to four words; two in five with a theme or an area."""
    return [
        (" ".join(language.rare_words(language.rng.randint(1, 4))), _filters(language.rng))
        for _ in range(count)
    ]


def _filters(rng: random.Random) -> tuple[FieldFilter, ...]:
    if rng.random() >= FILTERED_SHARE:
        return ()
    field, size = rng.choice((("theme", THEMES), ("area", AREAS)))
    return (FieldFilter(field=field, values=(f"{field}-{rng.randrange(size)}",)),)


def plans_of(
    searches: Sequence[tuple[str, tuple[FieldFilter, ...]]], rules: Sequence[Rule], words: dict
) -> list[Plan]:
    synonyms = SynonymTable(rules)
    corrector = Corrector(SpellingIndex(words), known_words=synonyms.known_words)
    return [
        replace(plan_for_text(text, synonyms=synonyms, corrector=corrector), filters=filters)
        for text, filters in searches
    ]


def in_memory(documents: Sequence[Document], plans: Sequence[Plan]) -> Answer:
    memory = MemoryIndex(documents)
    return {number: memory.ids_matching(plan) for number, plan in enumerate(plans)}


def by_requests(engine: SearchEngine, ids: tuple[str, ...], plans: Sequence[Plan]) -> Answer:
    asked = (replace(plan, ids=ids, size=len(ids)) for plan in plans)
    return {
        number: frozenset(hit.id for hit in engine.search(plan).hits)
        for number, plan in enumerate(asked)
    }


def timed(work: Callable[[], Answer | list[Plan]]) -> tuple[float, float, object]:
    """Seconds on the clock, seconds of this process's processor time, and what came out."""
    started, started_cpu = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - started, time.process_time() - started_cpu, result


def measured(options: argparse.Namespace, engine: SearchEngine) -> dict[str, object]:
    """One engine holding the whole corpus beside the index in memory."""
    language = Language(options.seed)
    documents = list(generated_documents(language, options.corpus))
    engine.rebuild(documents)
    changed = documents[-options.documents :]
    ids = tuple(document.id for document in changed)
    searches = generated_texts(language, options.searches)
    rules, words = language.rules(), engine.vocabulary()
    planning, planning_cpu, plans = timed(lambda: plans_of(searches, rules, words))
    memory, memory_cpu, alerts = timed(lambda: in_memory(changed, plans))
    requests, _cpu, answers = timed(lambda: by_requests(engine, ids, plans))
    return {
        "engine": engine.status().engine,
        "planning_ms": round(planning * 1_000),
        "planning_cpu_ms": round(planning_cpu * 1_000),
        "in_memory_ms": round(memory * 1_000),
        "in_memory_cpu_ms": round(memory_cpu * 1_000),
        "one_request_each_ms": round(requests * 1_000),
        "times_faster": round(requests / memory, 1),
        "alerts": sum(map(len, alerts.values())),
        "agrees": alerts == answers,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50, help="that changed")
    parser.add_argument("--searches", type=int, default=5_000)
    parser.add_argument("--corpus", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--elasticsearch", metavar="URL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = [measured(options, TantivyEngine(Path(folder), "benchmark"))]
    if options.elasticsearch:
        prefix = f"benchmark-{uuid.uuid4().hex[:12]}"
        server = ElasticsearchEngine(options.elasticsearch, prefix, timeout=30)
        runs.append(measured(options, server))
        server.indices.remove_all()
    sizes = {name: getattr(options, name) for name in ("documents", "searches", "corpus")}
    sys.stdout.write(json.dumps({**sizes, "runs": runs}, indent=1) + "\n")


if __name__ == "__main__":
    main()
