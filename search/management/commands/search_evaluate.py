"""Scores judged queries, on the portal's practices or on any corpus, and compares with before."""

import json
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from search.evaluation.errors import EvaluationError
from search.evaluation.measurement import (
    ELASTICSEARCH,
    TANTIVY,
    Engine,
    measure_corpus,
    measure_practices,
)
from search.evaluation.report import comparison, is_significant_loss, read_report
from search.port import SearchUnavailableError

SIGNIFICANT_LOSS = 3
"""Exit code with --fail-on-loss; 1 is an error and 2 a wrong option."""
_NOT_PRINTED = ("scores", "by_kind", "comparison")


class Command(BaseCommand):
    help = (
        "Score judged queries: nDCG@10, MRR@10, recall@10, and the share that finds nothing. "
        "Without --corpus the practices of the portal are searched, in its own index as it "
        "stands; with --engine or --url, in a throw-away index made from the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--judgements",
            type=Path,
            required=True,
            help='JSON lines {"query", "kind", "practices": {"P12": 3}}; with --corpus '
            '{"query", "documents": {"id": grade}}, and "kind" and "filters" if you like.',
        )
        parser.add_argument(
            "--corpus",
            type=Path,
            help='JSON lines {"id", "title", "text"}; any further key can be filtered by.',
        )
        parser.add_argument("--engine", choices=(TANTIVY, ELASTICSEARCH), default="")
        parser.add_argument("--url", default="", help="Address of the Elasticsearch server.")
        parser.add_argument(
            "--compare", type=Path, help="What --json printed before: adds paired differences."
        )
        parser.add_argument(
            "--fail-on-loss",
            action="store_true",
            help=f"Exit with {SIGNIFICANT_LOSS} when nDCG@10 fell by more than 0.01 and chance.",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _ended_by_sigterm():
                answer = _measured(options)
        except (EvaluationError, SearchUnavailableError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be read: {error}. Has `manage.py migrate` been run?"
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(answer)))
        if options["fail_on_loss"] and is_significant_loss(answer.get("comparison")):
            raise CommandError("nDCG@10 fell significantly.", returncode=SIGNIFICANT_LOSS)


def _measured(options: dict[str, Any]) -> dict[str, Any]:
    # Read first: an hour of measuring should not end at a wrong name of a file.
    before = read_report(options["compare"]) if options["compare"] else None
    engine = Engine(kind=options["engine"], url=options["url"])
    if options["corpus"]:
        measure = partial(measure_corpus, corpus_file=options["corpus"])
    else:
        measure = partial(measure_practices)
    answer = measure(options["judgements"], engine=engine, watch=_watched)
    if before is not None:
        answer["comparison"] = comparison(before, answer["scores"])
    return answer


def _watched(items: Iterable[Any], total: int, unit: str) -> Iterable[Any]:
    # disable=None means “unless on a terminal”.
    bar: Iterable[Any] = tqdm(items, total=total, unit=f" {unit}", disable=None)
    return bar


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in answer.items() if name not in _NOT_PRINTED)
    for kind, means in answer["by_kind"].items():
        yield f"{kind}: " + ", ".join(f"{name} {value}" for name, value in means.items())
    for name, value in answer.get("comparison", {}).items():
        yield f"compared, {name}: {value}"


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let a polite end run what tidies up, as Ctrl-C does: the throw-away index is removed."""
    former = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
