"""Loads fictional providers and tenders, each labelled “Example”, to show how matching works."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.consortia.services.loading_examples import load_example_profiles
from portal.consortia.services.requesting import request_missing_matches

FOLDER = Path(__file__).resolve().parents[2] / "example_content"


class Command(BaseCommand):
    help = "Load the example providers, their declared services and the example tenders."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        said = StringIO()
        call_command("import_organisations", str(FOLDER / "organisations.json"), stdout=said)
        self.stdout.write(f"example organisations: {said.getvalue().strip()}")
        content = json.loads((FOLDER / "profiles.json").read_text(encoding="utf-8"))
        count = load_example_profiles(content, at=at)
        self.stdout.write(f"example profiles: {count} current.")
        call_command("tenders_import", str(FOLDER / "tenders.json"), stdout=self.stdout)
        request_missing_matches(at=at)
