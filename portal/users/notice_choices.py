"""Which notices a person gets by mail, all until they turn a kind off, and what they were told."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from portal.users.enums import CHOSEN_NOTICES, NoticeKind
from portal.users.models import Notice, UnwantedNotices, User
from portal.users.models.notice import NoticeQuerySet
from portal.users.roles import is_moderator

SHOWN_FOR = timedelta(days=90)
"""As long as their mails are kept."""


def is_still_wanted(notice: Notice) -> bool:
    """Whether the mail may go: the account is open, and the kind is not turned off."""
    if notice.person is None or not notice.can_be_turned_off:
        return bool(notice.to)
    unwanted = UnwantedNotices.objects.filter(person=notice.person, kind=notice.kind)
    return bool(notice.to) and not unwanted.exists()


def offered_kinds(person: User) -> list[NoticeKind]:
    """What the person can choose among: only those who read for the network are told to read."""
    return [kind for kind in CHOSEN_NOTICES if kind != NoticeKind.READING or is_moderator(person)]


def recent_notices(person: User, *, at: datetime) -> NoticeQuerySet:
    """What the person was told, mailed or not, the newest first."""
    lately = Notice.objects.filter(person=person, written_at__gt=at - SHOWN_FOR, written_at__lte=at)
    return lately.order_by("-written_at", "-pk")


def wanted_kinds(person: User) -> list[NoticeKind]:
    """What the person gets mails about, of what they are offered, in the order of the page."""
    unwanted = set(person.unwanted_notices.values_list("kind", flat=True))
    return [kind for kind in offered_kinds(person) if kind not in unwanted]


@transaction.atomic
def choose_notices(*, person: User, kinds: Collection[NoticeKind]) -> None:
    """Mail the person about these kinds from now on, and about no other that they are offered."""
    offered = offered_kinds(person)
    off = [kind for kind in offered if kind not in kinds]
    person.unwanted_notices.filter(kind__in=offered).exclude(kind__in=off).delete()
    UnwantedNotices.objects.bulk_create(
        [UnwantedNotices(person=person, kind=kind) for kind in off], ignore_conflicts=True
    )


def turn_off(*, person: User, kind: NoticeKind) -> None:
    """Mail the person nothing more of this kind; safe to repeat, and for kinds always sent."""
    if kind not in CHOSEN_NOTICES:
        return
    UnwantedNotices.objects.get_or_create(person=person, kind=kind)
