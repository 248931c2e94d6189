"""Takes reports of public words, and hides or restores them; the history keeps every step."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.common.complaints import ReportReason, WordsStep
from portal.practices.models import ReportedText, ReportedTextEvent
from portal.practices.models.reported_text import TextKind
from portal.users.models import User

MOST_IN_AN_HOUR = 20


class TooManyError(Exception):
    """Wait an hour."""


@transaction.atomic
def report_text(
    *, kind: TextKind, object_id: int, by: User, reason: ReportReason, words: str, at: datetime
) -> ReportedTextEvent:
    """Tell moderators of some words, which stay until one of them decides; once for each person.

    Raises:
        TooManyError: enough for this hour.
    """
    # One request at a time for each person, so that two cannot pass the limit together.
    User.objects.select_for_update().get(pk=by.pk)
    reported, _is_new = ReportedText.objects.select_for_update().get_or_create(
        kind=kind, object_id=object_id
    )
    mine = ReportedTextEvent.objects.filter(by=by, step=WordsStep.REPORTED)
    before = mine.filter(reported=reported).first()
    if before is not None:
        return before
    if mine.filter(at__gt=at - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
        raise TooManyError
    reported.is_reported = True
    reported.save(update_fields=["is_reported"])
    return ReportedTextEvent.objects.create(
        reported=reported,
        step=WordsStep.REPORTED,
        by=by,
        at=at,
        report_reason=reason,
        words=words,
    )


@transaction.atomic
def decide_text(
    *, reported: ReportedText, by: User, is_hidden: bool, words: str, at: datetime
) -> ReportedTextEvent:
    """Hide or show the words as a moderator, with the reason; it answers what was reported."""
    locked = ReportedText.objects.select_for_update().get(pk=reported.pk)
    locked.is_hidden, locked.is_reported = is_hidden, False
    locked.save(update_fields=["is_hidden", "is_reported"])
    step = WordsStep.HIDDEN if is_hidden else WordsStep.RESTORED
    return ReportedTextEvent.objects.create(reported=locked, step=step, by=by, at=at, words=words)
