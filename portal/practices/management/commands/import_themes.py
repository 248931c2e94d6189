"""Imports themes from files."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.common.import_command import Advance, ImportCommand
from portal.common.import_files import ImportCounts, RowError
from portal.practices.imports.themes import read_theme_files
from portal.practices.services.import_themes import import_themes


class Command(ImportCommand):
    help = "Import themes from JSON files, each parent with its children."

    def read(self, paths: list[Path], *, at: datetime) -> tuple[Sequence[Any], list[RowError]]:
        return read_theme_files(paths)

    def write(self, records: Sequence[Any], *, at: datetime, advance: Advance) -> ImportCounts:
        return import_themes(records, advance=advance)
