"""Imports tenders from OCDS files and says what was accepted, repaired and refused."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from portal.tenders.ocds.documents import Place
from portal.tenders.services import Feed, ImportReport, count_releases, import_releases


class Command(BaseCommand):
    help = (
        "Import tenders from OCDS files: release packages, record packages or bare releases. "
        "Folders are searched for .json files; an http(s) address is fetched page by page. "
        "Every good release is written, whole; every other one is named with its row and field. "
        "Safe to repeat. Exit code 0: everything is in; 1: something was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", type=_source, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="Check only; write nothing.")
        parser.add_argument("--facts", action="store_true", help="Print what each release states.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object at the end.")

    def handle(self, *args: Any, **options: Any) -> None:
        sources, is_dry_run = options["sources"], options["dry_run"]
        # The bar is for people: a log or a pipe gets the report only.
        is_terminal = sys.stderr.isatty()
        total = count_releases(sources) if is_terminal else 0
        with tqdm(total=total, disable=not is_terminal, unit="release") as bar:
            report = import_releases(
                sources,
                at=timezone.now(),
                is_dry_run=is_dry_run,
                with_facts=options["facts"],
                advance=bar.update,
            )
        if options["json"]:
            document = {**report.as_json(), "dry_run": is_dry_run}
            self.stdout.write(json.dumps(document, ensure_ascii=True))
        else:
            self._tell(report, is_dry_run=is_dry_run)
        if report.refused:
            sys.exit(1)

    def _tell(self, report: ImportReport, *, is_dry_run: bool) -> None:
        for item in report.accepted:
            if item.facts is not None:
                self.stdout.write(f"Facts     {json.dumps(item.facts, ensure_ascii=True)}")
        for change in report.repaired:
            repair = change.repair
            where = _where(change.place, change.ocid, repair.path)
            self.stdout.write(f"Repaired  {where}: {_said(repair.value)}{repair.action}")
        for refusal in report.refused:
            where = _where(refusal.place, refusal.ocid, refusal.path)
            self.stderr.write(f"Refused   {where}: {_said(refusal.value)}{refusal.reason}")
        outcomes = report.outcomes
        self.stdout.write(
            f"{len(report.accepted)} releases accepted from {report.files} files: "
            f"{outcomes['created']} new tenders, {outcomes['updated']} updated, "
            f"{outcomes['unchanged']} unchanged. {report.care_relevant} are about care. "
            f"{len(report.repaired)} values repaired, {len(report.refused)} refused."
        )
        if is_dry_run:
            self.stdout.write("Nothing was written (dry run).")


def _source(text: str | Path) -> Path | Feed:
    is_address = str(text).startswith(("https://", "http://"))
    return Feed(url=str(text)) if is_address else Path(text)


def _where(place: Place, ocid: str, path: str) -> str:
    row = f": row {place.row}, line {place.line}" if place.row else ""
    name = f" ({ocid})" if ocid else ""
    return f"{place.file}{row}{name}{f': {path}' if path else ''}"


def _said(value: str) -> str:
    return f"“{value}”: " if value else ""
