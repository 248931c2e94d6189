"""Whether the facts of a practice can still be relied on: due for review, or archived and why."""

from dataclasses import dataclass
from datetime import date

from portal.practices.models import PracticePage


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """What a reader must know before reading on; empty where there is nothing to say."""

    overdue_since: date | None = None
    archived_on: date | None = None
    archive_reason: str = ""
    successor: PracticePage | None = None


def freshness_of(practice: PracticePage, *, today: date) -> Freshness:
    """The day of review if that is over, and the archiving; no query unless there is a successor.

    An archived practice is not overdue as well: nobody is going to review it. A successor is named
    only where everybody may read it.
    """
    if practice.archived_on:
        return Freshness(
            archived_on=practice.archived_on,
            archive_reason=practice.get_archive_reason_display(),
            successor=_public_successor(practice),
        )
    review_by = practice.review_by_date
    return Freshness(overdue_since=review_by if review_by and review_by < today else None)


def _public_successor(practice: PracticePage) -> PracticePage | None:
    if practice.successor_id is None:
        return None
    visible = PracticePage.objects.visible_to_all()
    successor: PracticePage | None = visible.filter(pk=practice.successor_id).first()
    return successor
