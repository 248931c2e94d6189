"""Says what has been planned, sent, put off and given up, for people or for monitoring."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.subscriptions.monitoring import exposition, mail_health
from portal.subscriptions.selectors import digests_status


class Command(BaseCommand):
    help = "Show the state of digests: mails by state, the last runs, and what waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="Print one JSON object.")
        form.add_argument("--prometheus", action="store_true", help="Print metrics to scrape.")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        if options["prometheus"]:
            self.stdout.write(exposition(at=at))
            return
        status = {**digests_status(), "health": mail_health(at=at)}
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
