"""The embedded stack's mail: each message becomes one .eml file in a folder that staff can read."""

import uuid
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SUFFIX = ".eml"


class EmailBackend(BaseEmailBackend):
    """Writes messages to ``settings.EMAIL_OUTBOX_DIR``; a message is there whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message to its own file and return how many were written."""
        folder = Path(settings.EMAIL_OUTBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = uuid.uuid4().hex
            unfinished = folder / f".{name}.part"
            unfinished.write_bytes(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]  # Django adds it.
            unfinished.rename(folder / f"{name}{SUFFIX}")
        return len(email_messages)


def messages_in(folder: Path) -> list[ParsedMessage]:
    """Every complete message in the folder, newest first; an absent folder is an empty one."""
    if not folder.is_dir():
        return []
    paths = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [_parse(path) for path in paths]


def _parse(path: Path) -> ParsedMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, ParsedMessage)  # noqa: S101 - policy.default makes nothing else
    return message
