"""Takes reports of words, and hides or restores them; the history keeps every step."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction

from portal.common.complaints import Complaint, ReportableWords, WordsEvent, WordsStep

MOST_REPORTS_IN_AN_HOUR = 20
"""Of one kind of words, by one person."""


class TooManyReportsError(Exception):
    """The person reported as much as one may in an hour."""


@transaction.atomic
def report_words(
    *,
    target: ReportableWords,
    by: AbstractUser,
    complaint: Complaint,
    at: datetime,
    **part: models.Model | None,
) -> WordsEvent:
    """Tell moderators of some words, which stay until one of them decides; once for each person.

    `part` names by a column of the event what of the target is meant, such as one letter.

    Raises:
        TooManyReportsError: enough for this hour.
    """
    # One request at a time for each person, so that two cannot pass the limit together.
    get_user_model()._default_manager.select_for_update().get(pk=by.pk)
    mine: models.QuerySet[WordsEvent] = target.events.model._default_manager.filter(
        by=by, step=WordsStep.REPORTED
    )
    before = mine.filter(pk__in=target.events.filter(**part)).first()
    if before is not None:
        return before
    if mine.filter(at__gt=at - timedelta(hours=1)).count() >= MOST_REPORTS_IN_AN_HOUR:
        raise TooManyReportsError
    _mark(target, is_reported=True)
    event: WordsEvent = target.events.create(
        step=WordsStep.REPORTED,
        by=by,
        at=at,
        report_reason=complaint.reason,
        words=complaint.words,
        **part,
    )
    return event


@transaction.atomic
def decide_words(
    *, target: ReportableWords, by: AbstractUser, is_hidden: bool, words: str, at: datetime
) -> WordsEvent:
    """Hide or show them as a moderator, with the reason; it answers what was reported."""
    _mark(target, is_hidden=is_hidden, is_reported=False)
    step = WordsStep.HIDDEN if is_hidden else WordsStep.RESTORED
    event: WordsEvent = target.events.create(step=step, by=by, at=at, words=words)
    return event


def _mark(target: ReportableWords, **marks: bool) -> None:
    # Only these columns, in the row and in the caller's copy: the author may be changing others.
    type(target)._default_manager.filter(pk=target.pk).update(**marks)
    for name, value in marks.items():
        setattr(target, name, value)
