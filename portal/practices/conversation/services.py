"""Writes remarks and answers in the name of who may, each once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.organisations.models import Organisation
from portal.practices.conversation.roles import own_as, role_for, roles_of
from portal.practices.conversation.selectors import speaks_for
from portal.practices.enums import RemarkKind, WriterRole
from portal.practices.models import PracticePage, Remark
from portal.practices.selectors.authors import authors_of
from portal.users.models import User

MOST_IN_AN_HOUR = 20
"""Remarks of one person in an hour."""
JUDGING = {RemarkKind.THANKS, RemarkKind.CONCERN}


class RemarkError(Exception):
    """A remark cannot be written down as asked."""


class NotOfferedError(RemarkError):
    """The practice is hidden or archived."""


class NotYourRoleError(RemarkError, PermissionDenied):
    """The person may not write as this."""


class OwnPracticeError(RemarkError):
    """Nobody thanks themselves."""


class NotTheAuthorError(RemarkError, PermissionDenied):
    """Only those whose practice it is answer its questions."""


class TooManyError(RemarkError):
    """Wait an hour."""


class HiddenWordsError(RemarkError):
    """Moderators hid exactly these words of the person."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says, and as whom."""

    kind: RemarkKind
    role: WriterRole
    text: str


@transaction.atomic
def write_remark(*, practice: PracticePage, author: User, said: Said, at: datetime) -> Remark:
    """Show the words on the page at once; the same words twice are one remark.

    Raises:
        NotOfferedError: nobody may read the practice now.
        NotYourRoleError: the person has no such role.
        OwnPracticeError: thanks or a concern about a practice of one's own organisation.
        HiddenWordsError: moderators hid these words before.
        TooManyError: enough for this hour.
    """
    _require_offered(practice)
    if said.kind is RemarkKind.ANSWER or said.role not in roles_of(author):
        raise NotYourRoleError
    if said.kind in JUDGING and speaks_for(author, practice):
        raise OwnPracticeError
    own = own_as(author, said.role)
    organisation = own.filter(pk__in=authors_of(practice)).first() or own.in_name_order().first()
    return _write(practice, author, said, at, organisation=organisation, question=None)


@transaction.atomic
def answer_question(*, question: Remark, author: User, text: str, at: datetime) -> Remark:
    """Answer in the name of the practice's own organisation.

    Raises:
        NotOfferedError: nobody may read the practice now.
        NotTheAuthorError: the person acts for none of its organisations.
        HiddenWordsError: moderators hid these words before.
        TooManyError: enough for this hour.
    """
    _require_offered(question.practice)
    own = authors_of(question.practice).filter(memberships__user=author).in_name_order().first()
    if question.kind != RemarkKind.QUESTION or own is None:
        raise NotTheAuthorError
    said = Said(kind=RemarkKind.ANSWER, role=role_for(own), text=text)
    return _write(question.practice, author, said, at, organisation=own, question=question)


def _write(
    practice: PracticePage,
    author: User,
    said: Said,
    at: datetime,
    *,
    organisation: Organisation | None,
    question: Remark | None,
) -> Remark:
    # One request at a time for each person, so that two cannot pass the limit together.
    User.objects.select_for_update().get(pk=author.pk)
    mine = Remark.objects.filter(author=author)
    same = mine.filter(
        practice=practice.pk, kind=said.kind, text=said.text, question=question
    ).first()
    if same is not None and same.is_hidden:
        raise HiddenWordsError
    if same is not None:
        # Said again after it was taken back: it stands again.
        mine.filter(pk=same.pk, is_taken_back=True).update(is_taken_back=False, written_at=at)
        return same
    if mine.filter(written_at__gt=at - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
        raise TooManyError
    return Remark.objects.create(
        practice_id=practice.pk,
        question=question,
        kind=said.kind,
        role=said.role,
        organisation=organisation,
        author=author,
        text=said.text,
        written_at=at,
    )


def _require_offered(practice: PracticePage) -> None:
    if not PracticePage.objects.offered().filter(pk=practice.pk).exists():
        raise NotOfferedError
