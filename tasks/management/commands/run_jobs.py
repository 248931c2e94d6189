"""Runs all background work in one process, for the embedded stack."""

import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tasks.loop import JobLoop, loops_by_queue
from tasks.schedule import SCHEDULE

PAUSE = 0.5  # Seconds between looks at the schedule: well under the 5 s from publish to findable.


class Command(BaseCommand):
    help = "Run the background jobs (indexing, digests, imports) without a broker, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run every job once and stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            ran = JobLoop(SCHEDULE).run_due(now=time.monotonic())
            self.stdout.write(f"{ran} jobs ran.")
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        threads = [
            threading.Thread(target=_turn, args=(loop, stop), name=queue)
            for queue, loop in loops_by_queue(SCHEDULE).items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _turn(loop: JobLoop, stop: threading.Event) -> None:
    while not stop.is_set():
        loop.run_due(now=time.monotonic())
        stop.wait(PAUSE)
