"""Writes notices down, in the transaction of the change that they tell of, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.users.enums import NoticeKind
from portal.users.models import Notice, User
from portal.users.signals import notices_written


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is told, and the page that it leads to; `key` tells it from everything told before."""

    kind: NoticeKind
    key: str
    subject: str
    text: str
    path: str
    reason: str


def notify(*, people: Iterable[User], message: Message, at: datetime) -> int:
    """Tell these people; somebody who was told this already is left out.

    Call it in the transaction of the change; `at` may lie in the future, and they are told then.
    Returns how many people are told.
    """
    told = set(Notice.objects.filter(key=message.key).values_list("person_id", flat=True))
    notices = [_written(message, at, person=person) for person in people if person.pk not in told]
    _write(notices)
    return len(notices)


def notify_address(*, address: str, message: Message, at: datetime) -> None:
    """Tell somebody who may have no account; the address is forgotten once it is mailed."""
    _write([_written(message, at, address=address)])


def _write(notices: list[Notice]) -> None:
    if notices:
        # Two at once write the same rows: the second one finds them there.
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        notices_written.send(Notice)


def _written(message: Message, at: datetime, **to: Any) -> Notice:
    return Notice(
        **to,
        kind=message.kind,
        key=message.key,
        # One line, whatever a title holds.
        subject=" ".join(message.subject.split())[:200],
        text=message.text,
        path=message.path,
        reason=message.reason,
        written_at=at,
    )
