"""Plans a consortium backwards from the day on which its bid is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from portal.tenders.models import Tender

INTEREST_CLOSES = timedelta(days=25)
QUORUM_BY = timedelta(days=20)
SIGNED_BY = timedelta(days=10)
LEAST_TIME = timedelta(days=15)
"""With less than this left a new consortium comes too late (matching reference, 3.5)."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The last day of each step, in UK time."""

    interest_closes: date
    quorum_by: date
    signed_by: date
    due: date
    days_left: int
    is_too_late: bool
    """A consortium that is new at this moment would hardly be ready."""


def timeline_for(tender: Tender, *, at: datetime) -> Timeline | None:
    """The plan for a tender as seen at ``at``; None where its notice names no deadline.

    Where interest has to be told to the buyer first, that is the day to be ready by.
    """
    due_at = tender.interest_end_at or tender.tender_period_end_at
    if due_at is None:
        return None
    due = timezone.localdate(due_at)
    return Timeline(
        interest_closes=due - INTEREST_CLOSES,
        quorum_by=due - QUORUM_BY,
        signed_by=due - SIGNED_BY,
        due=due,
        days_left=max((due - timezone.localdate(at)).days, 0),
        is_too_late=due_at - at < LEAST_TIME,
    )


def answer_by(tender: Tender, *, within: timedelta, at: datetime) -> datetime:
    """Until when an answer can wait: not past the day of the quorum, and two days at least."""
    due_at = tender.interest_end_at or tender.tender_period_end_at
    latest = at + within
    if due_at is not None:
        latest = min(latest, due_at - QUORUM_BY)
    return max(latest, at + timedelta(days=2))
