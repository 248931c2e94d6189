"""Which messages the receiving side shows as accepted: the evidence that settles a lost answer."""

from email import message_from_binary_file, policy
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings


def accepted_message_ids() -> frozenset[str] | None:
    """Message-IDs in the outbox folder, or in the folder that the mail server stores into.

    None where there is no such folder: then nobody can tell what became of a message whose answer
    was lost.
    """
    folder = _folder()
    if folder is None:
        return None
    return frozenset(_message_id(path) for path in folder.glob("*.eml"))


def _folder() -> Path | None:
    if settings.EMAIL_OUTBOX_DIR:
        return Path(settings.EMAIL_OUTBOX_DIR)
    readback = urlsplit(settings.MAIL_READBACK_URL)
    return Path(readback.path) if readback.scheme == "folder" else None


def _message_id(path: Path) -> str:
    with path.open("rb") as file:
        return str(message_from_binary_file(file, policy=policy.default)["Message-ID"] or "")
