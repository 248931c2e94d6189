"""Tells everybody who acts for an organisation what waits for it."""

from datetime import datetime

from django.db.models import QuerySet

from portal.organisations.models import Organisation
from portal.users.models import User
from portal.users.notices import Message, notify


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
