"""Writes, publishes, changes and withdraws early notices; the board follows in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.common.complaints import WordsStep
from portal.organisations.models import Area, Organisation, ServiceType
from portal.organisations.models.organisation import OrganisationKind
from portal.organisations.who_may import locked_for_member
from portal.tenders.models import EarlyNotice, EarlyNoticeEvent, Tender
from portal.tenders.posting.tender import write_tender
from portal.users.models import User

MOST_AT_ONCE = 100
"""Drafts and notices whose talks go on, of one organisation."""
SENT_TWICE = timedelta(minutes=10)
"""The same draft again within this time is the same button pressed again."""


class NoticeError(Exception):
    """An early notice cannot be written as asked."""


class NotACommissionerError(NoticeError, PermissionDenied):
    """The organisation does not buy care, or not any more."""


class NoticeClosedError(NoticeError):
    """It was withdrawn, or moderators hid it."""


class TooManyError(NoticeError):
    """The organisation has as many as one may have."""


@dataclass(frozen=True, kw_only=True)
class NoticeSaid:
    """What a commissioner says; all but the title may still be empty in a draft."""

    title: str
    wanted: str
    services: Sequence[ServiceType]
    areas: Sequence[Area]
    lots_text: str
    skilled_roles: str
    secure_hours: str
    outcomes: str
    talks_end_on: date | None
    notice_expected_on: date | None
    contact_url: str


_LISTS = ("services", "areas")
_COLUMNS = tuple(field.name for field in fields(NoticeSaid) if field.name not in _LISTS)


@transaction.atomic
def write_draft(
    *, organisation: Organisation, by: User, said: NoticeSaid, at: datetime
) -> EarlyNotice:
    """Keep a new draft, which its organisation alone sees; a button pressed twice is one draft.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        NotACommissionerError: the organisation does not buy care.
        TooManyError: it has too many already.
    """
    row = _locked_commissioner(organisation, by)
    own = EarlyNotice.objects.filter(organisation=row)
    same = own.filter(author=by, **{name: getattr(said, name) for name in _COLUMNS})
    just_now = same.filter(written_at__gt=at - SENT_TWICE, withdrawn_at=None).first()
    if just_now is not None:
        return just_now
    is_over = Q(talks_end_on__lt=timezone.localdate(at)) | Q(withdrawn_at__isnull=False)
    if own.exclude(is_over).count() >= MOST_AT_ONCE:
        raise TooManyError
    notice = EarlyNotice(organisation=row, author=by, written_at=at)
    _write(notice, said)
    return notice


@transaction.atomic
def change_notice(*, notice: EarlyNotice, by: User, said: NoticeSaid, at: datetime) -> EarlyNotice:
    """Put other words in place; readers of a published notice see them at once, and that it was
    changed. The same words change nothing.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        NotACommissionerError: the organisation does not buy care any more.
        NoticeClosedError: it was withdrawn, or moderators hid it.
    """
    locked = _locked(notice, by)
    if _said_of(locked) == said:
        return locked
    if not locked.is_draft:
        _note(locked, by=by, at=at, step=WordsStep.CHANGED, earlier_text=_in_words(locked))
        locked.changed_at = at
    _write(locked, said)
    if not locked.is_draft:
        write_tender(locked, at=at)
    return locked


@transaction.atomic
def publish_notice(*, notice: EarlyNotice, by: User, at: datetime) -> Tender:
    """Show a whole draft to everybody, on the board and in the search; twice is once.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        NotACommissionerError: the organisation does not buy care any more.
        NoticeClosedError: it was withdrawn, or moderators hid it.
    """
    locked = _locked(notice, by)
    if locked.is_draft:
        locked.published_at = at
        locked.save(update_fields=["published_at"])
        return write_tender(locked, at=at)
    return locked.tender


@transaction.atomic
def withdraw_notice(*, notice: EarlyNotice, by: User, why: str, at: datetime) -> None:
    """Take a published notice off the board; its page stays and says why. A draft is deleted.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        NotACommissionerError: the organisation does not buy care any more.
        NoticeClosedError: it was withdrawn before, or moderators hid it.
    """
    locked = _locked(notice, by)
    if locked.is_draft:
        locked.delete()
        return
    locked.withdrawn_at, locked.withdrawn_why = at, why
    locked.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _note(locked, by=by, at=at, step=WordsStep.TAKEN_BACK, words=why)
    write_tender(locked, at=at)


@transaction.atomic
def link_continuation(
    *, notice: EarlyNotice, by: User, tender: Tender | None, at: datetime
) -> None:
    """Say as which tender a published notice went on; None takes the link away.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        NotACommissionerError: the organisation does not buy care any more.
        NoticeClosedError: it is a draft, was withdrawn, or moderators hid it.
    """
    locked = _locked(notice, by)
    if locked.is_draft:
        raise NoticeClosedError
    if locked.continued_by_id == (tender and tender.pk):
        return
    _note(
        locked,
        by=by,
        at=at,
        step=WordsStep.CHANGED,
        earlier_text=locked.continued_by.ocid if locked.continued_by else "",
        words=tender.ocid if tender else "",
    )
    locked.continued_by = tender
    locked.save(update_fields=["continued_by"])


def _locked_commissioner(organisation: Organisation, by: User) -> Organisation:
    row = locked_for_member(organisation, by)
    if row.kind != OrganisationKind.COMMISSIONER:
        raise NotACommissionerError
    return row


def _locked(notice: EarlyNotice, by: User) -> EarlyNotice:
    _locked_commissioner(notice.organisation, by)
    locked = EarlyNotice.objects.select_for_update().filter(pk=notice.pk).first()
    # A colleague may have deleted the draft meanwhile.
    if locked is None or not locked.can_change:
        raise NoticeClosedError
    return locked


def _write(notice: EarlyNotice, said: NoticeSaid) -> None:
    for name in _COLUMNS:
        setattr(notice, name, getattr(said, name))
    notice.save()
    for name in _LISTS:
        getattr(notice, name).set(getattr(said, name))


def _said_of(notice: EarlyNotice) -> NoticeSaid:
    columns: dict[str, Any] = {name: getattr(notice, name) for name in _COLUMNS}
    return NoticeSaid(
        services=list(notice.services.order_by("pk")),
        areas=list(notice.areas.order_by("pk")),
        **columns,
    )


def _in_words(notice: EarlyNotice) -> str:
    """Every column and list of the notice, for moderators to read what stood there."""
    lists = {name: ", ".join(str(one) for one in getattr(notice, name).all()) for name in _LISTS}
    columns = {name: getattr(notice, name) for name in _COLUMNS} | lists
    return "\n".join(f"{name}: {value}" for name, value in columns.items() if value)


def _note(notice: EarlyNotice, **said: object) -> None:
    EarlyNoticeEvent.objects.create(notice=notice, **said)
