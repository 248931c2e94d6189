"""One person's shortlist as they may see it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from portal.practices.models import PracticePage, ShortlistEntry
from portal.practices.selectors.facts import with_facts
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class ShortlistItem:
    """An entry with its practice, which is None once that is private or taken down."""

    entry: ShortlistEntry
    practice: PracticePage | None


def shortlist_of(user: User) -> list[ShortlistItem]:
    """The person's shortlist in the order in which it grew.

    Of a practice that not everybody may read any more, only the person's own note is left.
    """
    entries = list(ShortlistEntry.objects.filter(user=user).as_it_grew())
    visible = with_facts(PracticePage.objects.visible_to_all()).in_bulk(
        [entry.practice_id for entry in entries]
    )
    return [
        ShortlistItem(entry=entry, practice=visible.get(entry.practice_id)) for entry in entries
    ]


def on_shortlist(user: User | AnonymousUser, practices: Iterable[int]) -> set[int]:
    """Those of the numbers that are on the person's shortlist; none for a passer-by."""
    if not isinstance(user, User):
        return set()
    entries = ShortlistEntry.objects.filter(user=user, practice__in=list(practices))
    return set(entries.values_list("practice_id", flat=True))
