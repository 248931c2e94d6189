"""Imports one flat vocabulary, such as the sectors, from files."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps

from portal.common.import_command import Advance, ImportCommand
from portal.common.import_files import ImportCounts, RowError
from portal.common.models import Term
from portal.organisations.imports.vocabulary import read_term_files
from portal.organisations.services import import_terms


def _vocabularies() -> dict[str, type[Term]]:
    """Every vocabulary of the portal by its plural name in files: “sectors”, “client-groups”."""
    return {
        str(model._meta.model_name): model for model in apps.get_models() if issubclass(model, Term)
    }


class Command(ImportCommand):
    help = "Import the terms of one vocabulary from JSON files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("vocabulary", choices=sorted(_vocabularies()))
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.model = _vocabularies()[options["vocabulary"]]
        super().handle(*args, **options)

    def read(self, paths: list[Path], *, at: datetime) -> tuple[Sequence[Any], list[RowError]]:
        return read_term_files(paths, name=self.model.FILE_NAME)

    def write(self, records: Sequence[Any], *, at: datetime, advance: Advance) -> ImportCounts:
        return import_terms(self.model, records, advance=advance)
