"""Takes reports of asks, offers and letters, and hides or restores what was posted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from portal.common.complaints import ReportReason, WordsStep
from portal.practices.asks.services import NotYoursError, TooManyError
from portal.practices.asks.speaking import speaker_of
from portal.practices.models import AskEvent, AskMessage, AskOrOffer
from portal.users.models import User

MOST_REPORTS_IN_AN_HOUR = 20


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What is wrong, and in the words of whoever says so."""

    reason: ReportReason
    words: str = ""


@transaction.atomic
def report_ask(*, ask: AskOrOffer, by: User, complaint: Complaint, at: datetime) -> AskEvent:
    """Tell moderators of an ask or offer, which stays until one decides; once for each person.

    Raises:
        TooManyError: enough for this hour.
    """
    return _report(ask, None, by, complaint, at)


@transaction.atomic
def report_letter(*, letter: AskMessage, by: User, complaint: Complaint, at: datetime) -> AskEvent:
    """Show moderators one letter that the person received; the others stay private.

    Raises:
        NotYoursError: the letter was not written to this person.
        TooManyError: enough for this hour.
    """
    thread = letter.thread
    if by.pk == letter.author_id or by not in (thread.replier, speaker_of(thread.ask)):
        raise NotYoursError
    return _report(thread.ask, letter, by, complaint, at)


@transaction.atomic
def decide_ask(*, ask: AskOrOffer, by: User, is_hidden: bool, words: str, at: datetime) -> AskEvent:
    """Hide or show it as a moderator, with the reason; it answers what was reported."""
    locked = AskOrOffer.objects.select_for_update().get(pk=ask.pk)
    locked.is_hidden, locked.is_reported = is_hidden, False
    locked.save(update_fields=["is_hidden", "is_reported"])
    step = WordsStep.HIDDEN if is_hidden else WordsStep.RESTORED
    return AskEvent.objects.create(ask=locked, step=step, by=by, at=at, words=words)


def _report(
    ask: AskOrOffer, letter: AskMessage | None, by: User, complaint: Complaint, at: datetime
) -> AskEvent:
    locked = AskOrOffer.objects.select_for_update().get(pk=ask.pk)
    mine = AskEvent.objects.filter(by=by, step=WordsStep.REPORTED)
    before = mine.filter(ask=locked, letter=letter).first()
    if before is not None:
        return before
    if mine.filter(at__gt=at - timedelta(hours=1)).count() >= MOST_REPORTS_IN_AN_HOUR:
        raise TooManyError
    locked.is_reported = True
    locked.save(update_fields=["is_reported"])
    return AskEvent.objects.create(
        ask=locked,
        letter=letter,
        step=WordsStep.REPORTED,
        by=by,
        at=at,
        report_reason=complaint.reason,
        words=complaint.words,
    )
