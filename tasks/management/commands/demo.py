"""Sets up the embedded stack and runs the whole portal on this machine, until Ctrl-C."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tasks.example_follower import begin_to_follow, send_what_is_new

DEADLINE = 180  # Seconds for the web server to answer: a machine may be busy with other things.
HOST = "127.0.0.1"
GUNICORN = ("--workers", "2", "--threads", "4", "--log-level", "warning")


class Command(BaseCommand):
    help = "Migrate, load the starting content, build the index, then run web and background jobs."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-load", action="store_true", help="Start only; load nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        port = urlsplit(settings.SITE_URL).port or 8000
        _refuse_taken_port(port)
        _refuse_read_only(settings.DATA_DIR)
        if not options["no_load"]:
            self._load()
        processes = _start(port)
        try:
            _wait_until_alive(port, processes)
            self._welcome(port)
            _wait_until_stopped(processes)
        finally:
            _stop(processes)
        self.stdout.write("Stopped.")

    def _load(self) -> None:
        quiet = {"verbosity": 0, "stdout": self.stdout}
        call_command("migrate", **quiet)
        call_command("load_starting_content", stdout=self.stdout)
        call_command("load_example_market", stdout=self.stdout)
        call_command("load_synonyms", stdout=self.stdout)
        call_command("search", "rebuild", stdout=self.stdout)
        # Between what is old and what is new, so that the account is told of what is new.
        begin_to_follow(at=timezone.now())
        call_command("load_example_network", stdout=self.stdout)
        send_what_is_new(at=timezone.now())

    def _welcome(self, port: int) -> None:
        self.stdout.write(f"\nCommon Practice is running: http://{HOST}:{port}/\n")
        call_command("create_example_accounts", stdout=self.stdout)
        self.stdout.write(
            "Mail is written to the outbox: sign in as admin, then Outbox in the menu. "
            "The commissioner has had a digest: Your account, then Your emails."
        )
        self.stdout.write("Press Ctrl-C to stop.")


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise CommandError(
                f"Port {port} is taken. Stop what uses it, or choose another: make demo PORT=8001"
            ) from error


def _refuse_read_only(folder: Path) -> None:
    try:
        # The web server looks for collected files here, and says so when there is no such folder.
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"The folder {folder.name} cannot be written to. Copy the project to a folder of yours."
        ) from error


def _start(port: int) -> list[subprocess.Popen[bytes]]:
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", **os.environ}
    commands = (
        [sys.executable, "-m", "gunicorn", "portal.wsgi", *GUNICORN, "--bind", f"{HOST}:{port}"],
        [sys.executable, "manage.py", "run_jobs"],
    )
    return [
        # A session of its own: Ctrl-C reaches this process alone, which stops the others in order.
        subprocess.Popen(command, env=environment, cwd=settings.PROJECT_DIR, start_new_session=True)  # noqa: S603 - our own programs.
        for command in commands
    ]


def _wait_until_alive(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in processes):
            raise CommandError("A part of the portal stopped while starting. Its message is above.")
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise CommandError(f"The web server did not answer within {DEADLINE} seconds.")


def _wait_until_stopped(processes: list[subprocess.Popen[bytes]]) -> None:
    """Return when a person stops the demo, or raise when one of its parts ends by itself."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
    except KeyboardInterrupt:
        return
    raise CommandError("A part of the portal stopped by itself. Its message is above.")


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
