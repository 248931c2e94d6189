"""Writes with whom an organisation has worked; it counts once both say so."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as audit

from portal.organisations.models import ExistingTie, Organisation
from portal.organisations.notices import notify_members
from portal.organisations.who_may import locked_for_member
from portal.users.enums import NoticeKind
from portal.users.models import Notice, User
from portal.users.notices import Message

MOST_WAITING = 10
"""Ties of one organisation that others have not confirmed yet."""
MOST_IN_A_DAY = 10
"""Organisations that one organisation asks in a day; each of them is told once in it."""


class TooManyTiesError(Exception):
    """Enough ties wait for the word of others, or enough others were asked today."""


def ties_of(organisation: Organisation) -> QuerySet[ExistingTie]:
    """What the organisation says, and what others say of it that it has not refused."""
    is_said = Q(confirmed_by_first_at__isnull=False) | Q(confirmed_by_second_at__isnull=False)
    own = _all_of(organisation).filter(is_said)
    return own.exclude(refused_by=organisation)


@transaction.atomic
def say_tie(
    *,
    organisation: Organisation,
    by: User,
    other: Organisation,
    kind: str,
    year: int,
    at: datetime,
) -> ExistingTie:
    """Say what the two did together and in which year last; the other is asked whether it is so.

    What was said before of the two is replaced, and then the other one's yes to it counts no more.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        TooManyTiesError: enough of its ties wait for the word of others, or it asked enough today.
        ValueError: it is the organisation itself.
    """
    # Both in one order: a new row of the two needs the other one too, and both may say it at once.
    both = Organisation.objects.filter(pk__in=[organisation.pk, other.pk])
    list(both.select_for_update().order_by("pk"))
    row = locked_for_member(organisation, by)
    if other == row:
        raise ValueError
    tie = _tie_between(row, other, kind=kind, year=year)
    if (tie.kind, tie.year) != (kind, year):
        tie.kind, tie.year = kind, year
        tie.confirmed_by_first_at = tie.confirmed_by_second_at = None
    tie.confirm_by(row, at)
    tie.save()
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)
    if not tie.is_confirmed_by(other) and tie.refused_by_id is None:
        _ask(tie, row, other, by=by, at=at)
    return tie


@transaction.atomic
def confirm_tie(
    *, tie: ExistingTie, organisation: Organisation, by: User, read: tuple[str, str], at: datetime
) -> bool:
    """Say that it is so, for one of the two; False where the words were others than those read.

    `read` is what the two did, and the year, as they stood on the page. Saying it twice is saying
    it once.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = locked_for_member(organisation, by)
    found = ties_of(row).select_for_update(of=("self",)).filter(pk=tie.pk).first()
    if found is None or (found.kind, str(found.year or "")) != read:
        return False
    found.confirm_by(row, at)
    found.save(update_fields=["confirmed_by_first_at", "confirmed_by_second_at"])
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)
    return True


@transaction.atomic
def take_tie_back(*, tie: ExistingTie, organisation: Organisation, by: User, at: datetime) -> None:
    """Say that it is not so, or not any more; either of the two may.

    To what the other one says this is a no: it counts no more, nobody is asked about it again, and
    the other one is not told.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = locked_for_member(organisation, by)
    found = ties_of(row).select_for_update(of=("self",)).filter(pk=tie.pk).first()
    if found is None:
        return
    if found.is_confirmed_by(found.other_than(row)):
        found.refused_by = row
    if found.refused_by_id is None:
        found.delete()
    else:
        found.unconfirm_by(row)
        found.save()
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


def _all_of(organisation: Organisation) -> QuerySet[ExistingTie]:
    own = ExistingTie.objects.filter(Q(first=organisation) | Q(second=organisation))
    return own.select_related("first", "second").order_by("pk")


def _tie_between(row: Organisation, other: Organisation, *, kind: str, year: int) -> ExistingTie:
    """The row of the two, locked, so that a yes which the other gives meanwhile is not lost."""
    first, second = sorted((row, other), key=lambda one: one.pk)
    known = _all_of(row).select_for_update(of=("self",))
    tie = known.filter(first=first, second=second).first()
    is_new = tie is None or not (tie.is_confirmed_by(row) or tie.is_confirmed_by(other))
    if is_new and _waiting_for_others(row) >= MOST_WAITING:
        raise TooManyTiesError
    if tie is None:
        # Both may say it at once for the first time: the second one finds the row of the first.
        said = {"kind": kind, "year": year}
        tie = ExistingTie.objects.get_or_create(first=first, second=second, defaults=said)[0]
    return tie


def _waiting_for_others(organisation: Organisation) -> int:
    return sum(
        tie.is_confirmed_by(organisation) and not tie.is_confirmed_by(tie.other_than(organisation))
        for tie in ties_of(organisation)
    )


def _ask(
    tie: ExistingTie, asker: Organisation, other: Organisation, *, by: User, at: datetime
) -> None:
    # The key outlives the row, so that taking a tie back and saying it again tells nobody anew.
    today = f"tie:{asker.pk}:{timezone.localdate(at)}:"
    asked = set(Notice.objects.filter(key__startswith=today).values_list("key", flat=True))
    key = f"{today}{other.pk}"
    told = {"asker": asker, "other": other, "kind": tie.kind, "year": tie.year}
    message = Message(
        kind=NoticeKind.PARTNERS,
        key=key,
        subject=_("%(asker)s says that you worked together") % told,
        text=_(
            "%(asker)s says that it worked with %(other)s, last in %(year)d: “%(kind)s”. Say "
            "whether that is so. It counts only if you both say so."
        )
        % told,
        path=reverse("tie_list", args=[other.slug]),
        reason=_("you act for %(organisation)s here.") % {"organisation": other},
    )
    if key not in asked and len(asked) >= MOST_IN_A_DAY:
        raise TooManyTiesError
    organisations = Organisation.objects.filter(pk=other.pk)
    notify_members(organisations=organisations, message=message, at=at, but=by)
