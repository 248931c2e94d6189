"""The behaviour that every import command shares: check all, write all or nothing, say what
happened.
"""

import json
import sys
from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from portal.common.import_files import ImportCounts, RowError, UnreadableFileError

Advance = Callable[[], object]


class ImportCommand(BaseCommand):
    """Reads files, prints each error with file, row and field, and writes only when there is none.

    Exit code 0 means that every row is in the database (or would be, with --dry-run); 1 that
    nothing was written.
    """

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Check only; write nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object at the end.")

    @abstractmethod
    def read(self, paths: list[Path], *, at: datetime) -> tuple[Sequence[Any], list[RowError]]:
        """The good records and the errors of all files together.

        Raises:
            UnreadableFileError: one file cannot be used at all.
        """

    @abstractmethod
    def write(self, records: Sequence[Any], *, at: datetime, advance: Advance) -> ImportCounts:
        """Write all records in one transaction, calling ``advance`` after each."""

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        try:
            records, errors = self.read(options["files"], at=at)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        for wrong in errors:
            self.stderr.write(str(wrong))
        if errors:
            found = f"{len(errors)} errors" if len(errors) > 1 else "1 error"
            raise CommandError(f"Nothing was written: {found} found. Correct and run again.")
        if options["dry_run"]:
            self._report_dry_run(len(records), as_json=options["json"])
            return
        self._report(self._written(records, at), as_json=options["json"])

    def _written(self, records: Sequence[Any], at: datetime) -> ImportCounts:
        # The bar is for people: a log or a pipe gets the summary line only.
        with tqdm(total=len(records), disable=not sys.stderr.isatty(), unit="row") as bar:
            return self.write(records, at=at, advance=bar.update)

    def _report_dry_run(self, number: int, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"checked": number}))
            return
        self.stdout.write(f"Rows checked: {number}, all good. Nothing was written (dry run).")

    def _report(self, counts: ImportCounts, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(counts)))
            return
        self.stdout.write(
            f"{counts.created} created, {counts.updated} updated, {counts.unchanged} unchanged."
        )
