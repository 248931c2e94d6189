"""Shows that the main job works on the configured stack, with the proof of each step."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tasks.walkthrough.mailbox import NoMailboxError
from tasks.walkthrough.surroundings import StepFailedError
from tasks.walkthrough.walk import walk_through


class Command(BaseCommand):
    help = "Publish, find, tell and match once on this stack, show the proof, and clean up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument(
            "--patience", type=float, default=60.0, help="Seconds to wait for background work."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        as_json = options["json"]
        try:
            proof = walk_through(
                at=timezone.now(),
                patience=options["patience"],
                report=_silent if as_json else self._say,
            )
        except StepFailedError as error:
            raise CommandError(str(error)) from error
        except NoMailboxError as error:
            raise CommandError(
                "Set MAIL_READBACK_URL to where sent mail can be read: a folder or mailpit."
            ) from error
        if as_json:
            self.stdout.write(json.dumps(proof, ensure_ascii=False))

    def _say(self, name: str, value: object) -> None:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
        self.stdout.write(f"{name}: {text}")


def _silent(name: str, value: object) -> None:
    """With --json only the one object is printed."""
