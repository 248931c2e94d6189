"""Imports the tree of areas from files."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.common.import_command import Advance, ImportCommand
from portal.common.import_files import ImportCounts, RowError
from portal.organisations.imports.vocabulary import read_area_files
from portal.organisations.services import import_areas


class Command(ImportCommand):
    help = "Import areas from JSON files, parents before children."

    def read(self, paths: list[Path], *, at: datetime) -> tuple[Sequence[Any], list[RowError]]:
        return read_area_files(paths)

    def write(self, records: Sequence[Any], *, at: datetime, advance: Advance) -> ImportCounts:
        return import_areas(records, advance=advance)
