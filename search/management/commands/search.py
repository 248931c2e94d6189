"""What operators do with the search index."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Min
from django.utils import timezone
from tqdm import tqdm

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from search.corpora import CORPORA, Corpus
from search.documents.collection import PRACTICES
from search.embeddings.choice import model_sentence, model_state
from search.engines.choice import current_engine
from search.management.commands.search_evaluate import Command as Evaluation
from search.models import OutboxEntry
from search.plan.sentence import plan_sentence
from search.planning import plan_for
from search.port import SearchEngine, SearchUnavailableError
from search.services.drain_outbox import drain_outbox
from search.services.make_embeddings import embedded_share
from search.services.rebuild_index import rebuild_index
from search.services.replacement import ReplacementError, index_state
from search.services.roll_back_index import roll_back_index
from search.services.verify_index import verify_index

ACTIONS = {
    "rebuild": "make the index anew from the database, while readers go on with the old one",
    "rollback": "go back to the index before the last rebuild, with everything written since",
    "status": "say what the index is, and how much waits in the outbox",
    "verify": "compare the index with the database, both ways, and repair it",
    "explain": "say how a query is understood and why the first result is first",
    "evaluate": "score judged queries, as `search_evaluate` does",
}


REFUSALS_SHOWN = 20


class Command(BaseCommand):
    help = "Rebuild, roll back, look at, verify, explain or evaluate the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name, explanation in ACTIONS.items():
            action = actions.add_parser(name, help=explanation)
            if name == "evaluate":
                Evaluation().add_arguments(action)
                continue
            action.add_argument("--json", action="store_true", help="Print one JSON object.")
            if name == "explain":
                action.add_argument("query", help="Words as a reader would type them.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "evaluate":
            evaluation = Evaluation()
            evaluation.stdout = self.stdout
            evaluation.handle(**options)
            return
        run = getattr(self, f"_{options['action']}")
        try:
            answer = run(options)
        except (SearchUnavailableError, ReplacementError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str))
            return
        for name, value in answer.items():
            self.stdout.write(f"{name}: {value}")
        for status in (answer, answer.get("tender", {})):
            if status.get("is_ready") is False:
                raise CommandError(status["detail"])

    def _rebuild(self, options: dict[str, Any]) -> dict[str, Any]:
        return _of_each(partial(_rebuild, is_quiet=options["json"]))

    def _rollback(self, options: dict[str, Any]) -> dict[str, Any]:
        # Tenders have an index of their own, and it is made anew in seconds.
        engine = current_engine()
        name = roll_back_index(at=timezone.now(), engine=engine)
        drain_outbox(at=timezone.now(), engine=engine)
        return {"index": name}

    def _status(self, options: dict[str, Any]) -> dict[str, Any]:
        waiting = OutboxEntry.objects.pending()
        return {
            **_of_each(_status),
            "waiting": waiting.count(),
            "waiting_since": waiting.aggregate(first=Min("changed_at"))["first"],
            "refused": {
                f"{entry.entity} {entry.object_id}": entry.last_error
                for entry in waiting.refused()[:REFUSALS_SHOWN]
            },
            **_meaning(),
        }

    def _verify(self, options: dict[str, Any]) -> dict[str, Any]:
        return _of_each(_verify)

    def _explain(self, options: dict[str, Any]) -> dict[str, Any]:
        engine = current_engine()
        plan = plan_for(PracticeQuery(text=options["query"]), engine=engine, facets=())
        page = engine.search(plan)
        first = page.hits[0] if page.hits else None
        return {
            "sentence": plan_sentence(plan),
            "plan": json.loads(plan.to_json()),
            "total": page.total,
            "first": _title(first.id) if first else None,
            "score": engine.explain(plan, first.id) if first else {},
        }


def _of_each(run: Callable[[Corpus, SearchEngine], dict[str, Any]]) -> dict[str, Any]:
    """What is told of the index of practices, and under their names of the others."""
    told = {
        corpus.collection.name: run(corpus, current_engine(corpus.collection)) for corpus in CORPORA
    }
    return {**told.pop(PRACTICES.name), **told}


def _rebuild(corpus: Corpus, engine: SearchEngine, *, is_quiet: bool) -> dict[str, Any]:
    total = sum(1 for _id in corpus.public_ids())
    unit = corpus.collection.name
    # tqdm stays silent where nobody watches: disable=None means “unless on a terminal”.
    with tqdm(total=total, unit=unit, disable=True if is_quiet else None) as bar:
        count = rebuild_index(
            at=timezone.now(), engine=engine, advance=lambda count: _tick(bar, count)
        )
    drained = drain_outbox(at=timezone.now(), engine=engine)
    return {"indexed": count, "written_meanwhile": drained.done}


def _status(corpus: Corpus, engine: SearchEngine) -> dict[str, Any]:
    state = index_state(corpus.entity)
    return {
        **asdict(engine.status()),
        "former": state.former_name,
        "rebuild_running_since": state.rebuild_started_at,
    }


def _verify(_corpus: Corpus, engine: SearchEngine) -> dict[str, Any]:
    report = verify_index(at=timezone.now(), engine=engine)
    repaired = 0 if report.is_right else drain_outbox(at=timezone.now(), engine=engine).done
    return {**asdict(report), "repaired": repaired}


def _tick(bar: "tqdm[Any]", count: int) -> None:
    bar.update(count)


def _meaning() -> dict[str, Any]:
    state = model_state(may_download=True)
    if state.embedder is None:
        return {"meaning": model_sentence(state)}
    have, of = embedded_share(state.embedder.model)
    return {"meaning": model_sentence(state), "with_vectors": f"{have} of {of}"}


def _title(practice_id: str) -> str:
    return str(PracticePage.objects.values_list("title", flat=True).get(pk=int(practice_id)))
