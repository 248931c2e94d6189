"""Imports organisations from files; the starting content comes in by the same command."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.common.import_command import Advance, ImportCommand
from portal.common.import_files import ImportCounts, RowError
from portal.organisations.imports.organisations import read_organisation_files
from portal.organisations.services import import_organisations


class Command(ImportCommand):
    help = "Import organisations from JSON files: all rows or none are written."

    def read(self, paths: list[Path], *, at: datetime) -> tuple[Sequence[Any], list[RowError]]:
        return read_organisation_files(paths, at=at)

    def write(self, records: Sequence[Any], *, at: datetime, advance: Advance) -> ImportCounts:
        return import_organisations(records, advance=advance)
