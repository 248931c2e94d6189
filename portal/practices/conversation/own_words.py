"""Lets people change and take back what they wrote; moderators go on seeing what stood there."""

from datetime import datetime

from django.db import transaction

from portal.common.complaints import WordsStep
from portal.practices.conversation.services import (
    HiddenWordsError,
    NotYourRoleError,
    RemarkError,
)
from portal.practices.models import Remark, RemarkEvent
from portal.users.models import User


class SaidAlreadyError(RemarkError):
    """The person wrote exactly this on the page already."""


@transaction.atomic
def change_remark(*, remark: Remark, by: User, text: str, at: datetime) -> None:
    """Put other words in the place of one's own; the same words change nothing.

    Raises:
        NotYourRoleError: somebody else wrote it.
        SaidAlreadyError: another remark of the person says the same.
        HiddenWordsError: moderators hid these words before.
    """
    locked = _own(remark, by)
    if text == locked.text:
        return
    others = Remark.objects.filter(
        practice=locked.practice_id, author=by, kind=locked.kind, question=locked.question_id
    )
    other = others.filter(text=text).first()
    if other is not None:
        raise HiddenWordsError if other.is_hidden else SaidAlreadyError
    _note(locked, WordsStep.CHANGED, at)
    Remark.objects.filter(pk=locked.pk).update(text=text, changed_at=at)


@transaction.atomic
def take_back_remark(*, remark: Remark, by: User, at: datetime) -> None:
    """Show one's own remark, and the answers to it, no more; twice is once.

    Raises:
        NotYourRoleError: somebody else wrote it.
    """
    locked = _own(remark, by)
    if not locked.is_taken_back:
        _note(locked, WordsStep.TAKEN_BACK, at)
        Remark.objects.filter(pk=locked.pk).update(is_taken_back=True)


def _own(remark: Remark, by: User) -> Remark:
    locked = Remark.objects.select_for_update().get(pk=remark.pk)
    if locked.author_id != by.pk:
        raise NotYourRoleError
    return locked


def _note(remark: Remark, step: WordsStep, at: datetime) -> None:
    RemarkEvent.objects.create(
        remark=remark, step=step, by=remark.author, at=at, earlier_text=remark.text
    )
