"""Sends the mails that wait, in this process, until none is left that may be sent now."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.subscriptions.enums import Cadence
from portal.subscriptions.services.sending import send_batch

# What somebody waits for goes before what follows the calendar.
QUEUES = (
    (Cadence.ON_REQUEST,),
    (Cadence.IMMEDIATE,),
    (Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY),
)


class Command(BaseCommand):
    help = "Send all waiting mails; harmless beside the scheduled senders."

    def handle(self, *args: Any, **options: Any) -> None:
        states: Counter[str] = Counter()
        for cadences in QUEUES:
            while (report := send_batch(cadences=cadences, clock=timezone.now)).taken:
                states.update(report.states)
        words = ", ".join(f"{mails} {state}" for state, mails in sorted(states.items()))
        self.stdout.write(words or "Nothing was waiting.")
