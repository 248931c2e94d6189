"""Reads mail back from where it arrived: the outbox folder, a test server's folder or mailpit."""

import json
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from django.conf import settings

from portal.common.outbox import messages_in

TIMEOUT = 5  # Seconds for one answer of mailpit.
PAUSE = 0.2  # Seconds between two looks.


class NoMailboxError(Exception):
    """No setting says where sent mail can be read back."""


class Mailbox(Protocol):
    """Where accepted mail can be read."""

    def messages_to(self, address: str) -> list[EmailMessage]:
        """Every message that arrived for the address, in no promised order."""


class FolderMailbox:
    """A folder of .eml files: the embedded outbox, or what a test's SMTP server accepted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def messages_to(self, address: str) -> list[EmailMessage]:
        return [message for message in messages_in(self._folder) if address in str(message["To"])]


class MailpitMailbox:
    """Mailpit's own HTTP API, as the compose file runs it."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def messages_to(self, address: str) -> list[EmailMessage]:
        query = quote(f'to:"{address}"')
        found = json.loads(self._get(f"/api/v1/search?query={query}"))
        return [self._message(item["ID"]) for item in found["messages"]]

    def _message(self, identifier: str) -> EmailMessage:
        raw = self._get(f"/api/v1/message/{quote(identifier)}/raw")
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 - policy.default makes nothing else
        return message

    def _get(self, path: str) -> bytes:
        with urlopen(f"{self._url}{path}", timeout=TIMEOUT) as answer:  # noqa: S310 - the operator's address
            content: bytes = answer.read()
        return content


def configured_mailbox() -> Mailbox:
    """The mailbox that the settings name.

    Raises:
        NoMailboxError: mail goes to a server and MAIL_READBACK_URL is empty.
    """
    if settings.EMAIL_OUTBOX_DIR:
        return FolderMailbox(Path(settings.EMAIL_OUTBOX_DIR))
    address = urlsplit(settings.MAIL_READBACK_URL)
    if address.scheme == "folder":
        return FolderMailbox(Path(address.path))
    if address.scheme in ("http", "https"):
        return MailpitMailbox(settings.MAIL_READBACK_URL)
    raise NoMailboxError


def wait_for_mail(
    mailbox: Mailbox,
    address: str,
    *,
    is_wanted: Callable[[EmailMessage], bool],
    seconds: float,
    between: Callable[[], object],
) -> EmailMessage | None:
    """The first wanted message to the address, or None when none came within ``seconds``.

    ``between`` runs before each look: on the embedded stack it does the background work.
    """
    deadline = time.monotonic() + seconds
    while True:
        between()
        wanted = [message for message in mailbox.messages_to(address) if is_wanted(message)]
        if wanted:
            return wanted[0]
        if time.monotonic() > deadline:
            return None
        time.sleep(PAUSE)
