"""Loads synonym rules, by default those that come with the portal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.services.load_synonyms import STARTING_RULES, SynonymFileError, load_synonyms


class Command(BaseCommand):
    help = "Load synonym rules from a file; rules that moderators have changed stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_synonyms(options["files"] or STARTING_RULES)
        except SynonymFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Synonym rules: {report.created} created, {report.updated} updated, "
            f"{report.unchanged} unchanged, {report.kept} kept as moderators have them."
        )
