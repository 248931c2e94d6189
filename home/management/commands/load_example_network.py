"""Loads what fictional members share, each labelled “Example”, to show every page in use."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from home.example_network.loading import load_example_network

FOLDER = Path(__file__).resolve().parents[2] / "example_content"


class Command(BaseCommand):
    help = (
        "Load the example practices, visits, reviews, asks, events, a team that bids together and "
        "the like, on this machine only. Run load_example_market before."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        # First, because it refuses a portal that others can reach; the examples act as these.
        call_command("create_example_accounts", stdout=StringIO())
        said = StringIO()
        call_command("import_practices", str(FOLDER / "practices.json"), stdout=said)
        self.stdout.write(f"example practices: {said.getvalue().strip()}")
        call_command("tenders_import", str(FOLDER / "tender.json"), stdout=StringIO())
        content = json.loads((FOLDER / "network.json").read_text(encoding="utf-8"))
        loaded = load_example_network(content, at=timezone.now())
        self.stdout.write(f"example network: {sum(loaded.values())} new.")
