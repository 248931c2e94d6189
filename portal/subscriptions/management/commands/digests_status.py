"""Says what has been planned, sent, put off and given up, for people or as JSON for monitoring."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.subscriptions.selectors import digests_status


class Command(BaseCommand):
    help = "Show the state of digests: mails by state, the last runs, and what waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        status = digests_status()
        if options["json"]:
            self.stdout.write(json.dumps(status, indent=2))
            return
        for row in status["deliveries"]:
            self.stdout.write(f"{row['cadence']:<12} {row['state']:<15} {row['mails']:>9,}")
        for run in status["runs"]:
            self.stdout.write(
                f"run {run['cadence']} {run['period']} {run['time']} {run['time_zone']}: "
                f"{run['state']}, "
                f"{run['planned']:,} planned, {run['skipped_empty']:,} with nothing new"
            )
        self.stdout.write(f"oldest waiting mail: {status['oldest_waiting'] or 'none'}")
        waiting = status["events_unmatched"] + status["events_unsequenced"]
        self.stdout.write(f"events not numbered yet: {waiting}")
