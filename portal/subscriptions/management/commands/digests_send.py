"""Sends the mails that wait, in this process, until none is left that may be sent now."""

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.subscriptions.enums import Cadence
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.services.claiming import BATCH
from portal.subscriptions.services.sending import send_batch

# What somebody waits for goes before what follows the calendar.
QUEUES = (
    (Cadence.ON_REQUEST,),
    (Cadence.NOTICE,),
    (Cadence.IMMEDIATE,),
    (Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY),
)


class Command(BaseCommand):
    help = "Send all waiting mails; harmless beside the scheduled senders."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, help="Stop after so many mails.")

    def handle(self, *args: Any, **options: Any) -> None:
        left = sys.maxsize if options["most"] is None else options["most"]
        if left < 1:
            raise CommandError(f"--most: {left} mails are none; give a number from 1 on.")
        states: Counter[str] = Counter()
        shelf = Shelf()
        for cadences in QUEUES:
            while left > 0:
                limit = min(left, BATCH)
                report = send_batch(cadences=cadences, clock=timezone.now, limit=limit, shelf=shelf)
                states.update(report.states)
                left -= report.taken
                if not report.taken:
                    break
        words = ", ".join(f"{mails} {state}" for state, mails in sorted(states.items()))
        self.stdout.write(words or "Nothing was waiting.")
