"""“Not for me”: leaving one thing out of all mails to one person, and bringing it back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portal.subscriptions.models import SetAside, Subscriber


@transaction.atomic
def set_aside(*, subscriber: Subscriber, about: tuple[str, int], at: datetime) -> None:
    """Tell the person nothing more of it (`Event.about`); pressed twice, the first time counts."""
    # The lock is the one under which a sender decides what a mail tells.
    Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    SetAside.objects.get_or_create(subscriber=subscriber, **_fields(about), defaults={"at": at})


@transaction.atomic
def bring_back(*, subscriber: Subscriber, about: tuple[str, int]) -> None:
    """Tell the person of it again, from its next change on."""
    SetAside.objects.filter(subscriber=subscriber, **_fields(about)).delete()


def _fields(about: tuple[str, int]) -> dict[str, Any]:
    kind, pk = about
    return {"opening_kind": kind, "opening_id": pk} if kind else {"practice_id": pk}
