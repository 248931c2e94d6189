"""“Not for me”: leaving one practice out of all mails to one person, and bringing it back."""

from datetime import datetime

from django.db import transaction

from portal.practices.models import PracticePage
from portal.subscriptions.models import SetAside, Subscriber


@transaction.atomic
def set_aside(*, subscriber: Subscriber, practice: PracticePage, at: datetime) -> None:
    """Tell the person nothing more of the practice; pressed twice, the first time counts."""
    # The lock is the one under which a sender decides what a mail tells.
    Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    SetAside.objects.get_or_create(subscriber=subscriber, practice=practice, defaults={"at": at})


@transaction.atomic
def bring_back(*, subscriber: Subscriber, practice_id: int) -> None:
    """Tell the person of the practice again, from its next change on."""
    SetAside.objects.filter(subscriber=subscriber, practice_id=practice_id).delete()
