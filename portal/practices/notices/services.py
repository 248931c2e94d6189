"""Writes notices down, with the change that they tell of, for everybody who acts for one side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from portal.organisations.models import Organisation
from portal.practices.models import Notice
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is told, and the page that it leads to; `key` tells it from everything told before."""

    key: str
    subject: str
    text: str
    path: str
    reason: str


def notify_members(
    *,
    organisations: QuerySet[Organisation],
    message: Message,
    at: datetime,
    but: User | None = None,
) -> int:
    """Tell everybody with an open account who acts for one of the organisations; once for each key.

    Call it in the transaction of the change. `but` is who made the change: they know. Returns how
    many people are told now.
    """
    people = User.objects.filter(is_active=True, memberships__organisation__in=organisations)
    if but is not None:
        people = people.exclude(pk=but.pk)
    return notify(people=people.distinct(), message=message, at=at)


def notify(*, people: Iterable[User], message: Message, at: datetime) -> int:
    """Tell these people; somebody who was told this already is left out."""
    told = set(Notice.objects.filter(key=message.key).values_list("person_id", flat=True))
    notices = [_written(message, at, person=person) for person in people if person.pk not in told]
    # Two at once write the same rows: the second one finds them there.
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(notices)


def notify_address(*, address: str, message: Message, at: datetime) -> None:
    """Tell somebody who may have no account; the address is forgotten once it is mailed."""
    Notice.objects.bulk_create([_written(message, at, address=address)], ignore_conflicts=True)


def _written(message: Message, at: datetime, **to: Any) -> Notice:
    return Notice(
        **to,
        key=message.key,
        # One line, whatever a title holds.
        subject=" ".join(message.subject.split())[:200],
        text=message.text,
        path=message.path,
        reason=message.reason,
        created_at=at,
        next_try_at=at,
    )
