"""Imports the vocabulary of service types from files."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.common.import_command import Advance, ImportCommand
from portal.common.import_files import ImportCounts, RowError
from portal.organisations.imports.service_types import read_service_type_files
from portal.organisations.models import ServiceType
from portal.organisations.services import import_terms


class Command(ImportCommand):
    help = "Import service types with their CPV codes from JSON files."

    def read(self, paths: list[Path], *, at: datetime) -> tuple[Sequence[Any], list[RowError]]:
        return read_service_type_files(paths)

    def write(self, records: Sequence[Any], *, at: datetime, advance: Advance) -> ImportCounts:
        return import_terms(ServiceType, records, advance=advance)
