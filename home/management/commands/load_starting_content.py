"""Loads the starting content by the same commands that operators use for their own files."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.services.site import feature_practices

PRACTICE_FILES = ("practices_01_44.json", "practices_45_86.json")


def content_folder(label: str) -> Path:
    """Where an app keeps its reviewed data files."""
    return Path(apps.get_app_config(label).path) / "starting_content"


class Command(BaseCommand):
    help = "Load vocabularies, organisations and the 86 practices of the two founding papers."

    def handle(self, *args: Any, **options: Any) -> None:
        organisations, practices = content_folder("organisations"), content_folder("practices")
        call_command("setup_site", stdout=self.stdout)
        steps: list[tuple[Any, ...]] = [
            ("import_terms", "sector", organisations / "sectors.json"),
            ("import_terms", "clientgroup", organisations / "client_groups.json"),
            ("import_service_types", organisations / "service_types.json"),
            ("import_terms", "beneficiary", practices / "beneficiaries.json"),
            ("import_areas", organisations / "areas.json"),
            ("import_themes", practices / "themes.json"),
            ("import_organisations", organisations / "organisations.json"),
            ("import_practices", *(practices / name for name in PRACTICE_FILES)),
        ]
        for step in steps:
            said = StringIO()
            call_command(*(str(part) for part in step), stdout=said)
            self.stdout.write(f"{step[-1].name}: {said.getvalue().strip()}")
        feature_practices(references=_featured(practices))


def _featured(folder: Path) -> list[str]:
    rows = [
        row
        for name in PRACTICE_FILES
        for row in json.loads((folder / name).read_text(encoding="utf-8"))["practices"]
        if row["featured"]
    ]
    return [row["reference"] for row in sorted(rows, key=lambda row: row["featured_order"])]
