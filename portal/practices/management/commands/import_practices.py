"""Imports practices from files; the starting content comes in by the same command."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from portal.common.import_command import Advance, ImportCommand
from portal.common.import_files import ImportCounts, RowError
from portal.practices.imports.reading import read_practice_files
from portal.practices.services.import_practices import NoLibraryError, import_practices


class Command(ImportCommand):
    help = "Import practices from JSON or CSV files: all rows are checked, and all or none written."

    def read(self, paths: list[Path], *, at: datetime) -> tuple[Sequence[Any], list[RowError]]:
        return read_practice_files(paths, at=at)

    def write(self, records: Sequence[Any], *, at: datetime, advance: Advance) -> ImportCounts:
        try:
            return import_practices(records, at=at, advance=advance)
        except NoLibraryError as error:
            raise CommandError(
                "There is no practice library yet. Run: manage.py setup_site"
            ) from error
