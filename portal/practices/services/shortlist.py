"""Puts practices on a person's shortlist, keeps notes on them, and takes them off."""

from datetime import datetime

from django.db import transaction

from portal.practices.models import PracticePage, ShortlistEntry
from portal.users.models import User

MAX_ENTRIES = 200
"""Nobody weighs up more; without a limit one account could fill the table."""


class ShortlistFullError(Exception):
    """The shortlist holds as many practices as it may."""


@transaction.atomic
def add_to_shortlist(*, user: User, practice: PracticePage, at: datetime) -> ShortlistEntry:
    """Put the practice on the shortlist; one that is there already stays as it is.

    Raises:
        ShortlistFullError: take something off first.
    """
    # One request at a time for each person, so that two cannot pass the limit together.
    User.objects.select_for_update().get(pk=user.pk)
    entry = ShortlistEntry.objects.filter(user=user, practice=practice).first()
    if entry is not None:
        return entry
    if ShortlistEntry.objects.filter(user=user).count() >= MAX_ENTRIES:
        raise ShortlistFullError
    return ShortlistEntry.objects.create(user=user, practice=practice, added_at=at)


def note_on_shortlist(*, entry: ShortlistEntry, note: str) -> None:
    """Replace the note of an entry."""
    entry.note = note
    entry.save(update_fields=["note"])


def remove_from_shortlist(*, entry: ShortlistEntry) -> None:
    """Take the practice off the shortlist, with its note."""
    entry.delete()
