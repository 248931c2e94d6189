"""Starts the mail server for a test, tells it how to behave, and reads what it accepted."""

import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from portal.common.outbox import messages_in
from tests.mail_server.modes import Mode

REPOSITORY = Path(__file__).parents[2]


class MailServer:
    """A running server; `port` is on 127.0.0.1."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._heard = 0
        self.folder = folder
        self.port = int(self.next_line())

    @property
    def url(self) -> str:
        """The EMAIL_URL of this server."""
        return f"smtp://127.0.0.1:{self.port}"

    def behave(self, mode: Mode) -> None:
        """Treat every message from now on in this way."""
        unfinished = self.folder / "mode.part"
        unfinished.write_text(mode)
        unfinished.rename(self.folder / "mode")

    def next_line(self) -> str:
        """Wait for what the server says next: "accepted" or "seen" for each message."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        self._heard += line == "accepted"
        return line

    def come_to_rest(self) -> None:
        """Return once it has dealt with everything that reached it before this call."""
        with smtplib.SMTP("127.0.0.1", self.port) as session:
            session.noop()

    def hear_out(self) -> None:
        """Read what it has said of all that it accepted, so that the next line is news."""
        self.come_to_rest()
        while self._heard < len(list(self.folder.glob("*.eml"))):
            self.next_line()

    @property
    def accepted(self) -> list[EmailMessage]:
        """Every message that the server kept."""
        return messages_in(self.folder)

    @property
    def message_ids(self) -> list[str]:
        """The Message-ID of every message that the server kept, repeats and all."""
        return sorted(str(message["Message-ID"]) for message in self.accepted)


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    """A server that keeps its mail in the folder, for as long as the block lasts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.mail_server", str(folder)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield MailServer(process, folder)
    finally:
        process.kill()
        process.communicate()


def send_through(server: MailServer, settings: Any) -> None:
    """Point this process's Django at the server, with no other place to look mail up."""
    settings.EMAIL_BACKEND = "portal.subscriptions.mail.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 1
    settings.EMAIL_OUTBOX_DIR = ""
    settings.MAIL_READBACK_URL = ""
