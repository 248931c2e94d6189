"""Writes comments, and lets authors change them; the history keeps every step."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.common.complaints import WordsStep
from portal.organisations.models import Organisation
from portal.organisations.who_may import may_edit
from portal.tenders.models import Tender, TenderComment, TenderCommentEvent
from portal.users.models import User

MOST_IN_AN_HOUR = 20
"""Comments of one person in an hour."""


class CommentError(Exception):
    """A comment cannot be written down as asked."""


class CommentsClosedError(CommentError):
    """The buyer has gone on from talking, or never asked."""


class NotYourWordsError(CommentError, PermissionDenied):
    """The person does not act for the organisation, or somebody else wrote it."""


class HiddenWordsError(CommentError):
    """Moderators took exactly these words off the page."""


class SaidAlreadyError(CommentError):
    """The organisation said exactly this already."""


class TooManyError(CommentError):
    """Wait an hour."""


@transaction.atomic
def write_comment(
    *, tender: Tender, organisation: Organisation, author: User, text: str, at: datetime
) -> TenderComment:
    """Show the words on the page at once; the same words twice are one comment.

    Raises:
        CommentsClosedError: the buyer asks for no comments now.
        NotYourWordsError: the person does not act for the organisation.
        HiddenWordsError: moderators took these words off the page.
        TooManyError: enough for this hour.
    """
    # One request at a time for each person, so that two cannot pass the limit together.
    User.objects.select_for_update().get(pk=author.pk)
    current = Tender.objects.select_for_update().get(pk=tender.pk)
    if not current.takes_comments_at(at):
        raise CommentsClosedError
    if not may_edit(author, organisation):
        raise NotYourWordsError
    mine = TenderComment.objects.filter(author=author)
    same = mine.filter(tender=current, organisation=organisation, text=text).first()
    if same is not None and same.is_hidden:
        raise HiddenWordsError
    if same is not None:
        # Said again after it was taken back: it stands again.
        mine.filter(pk=same.pk, is_taken_back=True).update(is_taken_back=False, written_at=at)
        return same
    if mine.filter(written_at__gt=at - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
        raise TooManyError
    return TenderComment.objects.create(
        tender=current, organisation=organisation, author=author, text=text, written_at=at
    )


@transaction.atomic
def change_comment(*, comment: TenderComment, by: User, text: str, at: datetime) -> None:
    """Put other words in the place of one's own; the same words change nothing.

    Raises:
        NotYourWordsError: somebody else wrote it.
        CommentsClosedError: the buyer has read what stood there.
        HiddenWordsError: moderators took these words off the page.
        SaidAlreadyError: another comment says the same.
    """
    locked = _own(comment, by)
    if text == locked.text:
        return
    if locked.is_closed_at(at):
        raise CommentsClosedError
    others = TenderComment.objects.filter(tender=locked.tender_id, author=by, text=text)
    other = others.filter(organisation=locked.organisation_id).first()
    if other is not None:
        raise HiddenWordsError if other.is_hidden else SaidAlreadyError
    _note(locked, WordsStep.CHANGED, by=by, at=at, earlier_text=locked.text)
    TenderComment.objects.filter(pk=locked.pk).update(text=text, changed_at=at)


@transaction.atomic
def take_back_comment(*, comment: TenderComment, by: User, at: datetime) -> None:
    """Show one's own comment no more, also after comments have closed; twice is once.

    Raises:
        NotYourWordsError: somebody else wrote it.
    """
    locked = _own(comment, by)
    if not locked.is_taken_back:
        _note(locked, WordsStep.TAKEN_BACK, by=by, at=at, earlier_text=locked.text)
        TenderComment.objects.filter(pk=locked.pk).update(is_taken_back=True)


def _own(comment: TenderComment, by: User) -> TenderComment:
    locked = TenderComment.objects.select_for_update().get(pk=comment.pk)
    if locked.author_id != by.pk:
        raise NotYourWordsError
    return locked


def _note(comment: TenderComment, step: WordsStep, *, by: User, at: datetime, **said: str) -> None:
    TenderCommentEvent.objects.create(comment=comment, step=step, by=by, at=at, **said)
