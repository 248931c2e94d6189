"""Which practices need a moderator's care, and what each needs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from portal.practices.enums import EvidenceLevel
from portal.practices.models import PracticePage, Submission

WAITING: str | Promise = _("an answer from moderators")
UNREAD: str | Promise = _("a first reading: it is published already")
OVERDUE: str | Promise = _("a review of its facts")
NO_SOURCE: str | Promise = _("a source")
NO_EVIDENCE: str | Promise = _("a word on how it knows")
NO_EASY_READ: str | Promise = _("an Easy Read version")


@dataclass(frozen=True, kw_only=True)
class CareRow:
    """One practice with all that it needs, in words."""

    pk: int
    title: str
    organisation: str
    needs: list[str]
    waiting_since: datetime | None
    review_by_date: date | None


def practices_to_care_for(*, on: date) -> list[CareRow]:
    """Practices that wait for moderators, the longest first, then published ones that need
    something, those most overdue first; three queries however many there are.
    """
    waiting = _waiting_since()
    practices = (
        PracticePage.objects.filter(Q(live=True, archived_on=None) | Q(pk__in=list(waiting)))
        .select_related("lead_organisation", "easy_read")
        .annotate(
            source_count=Count("sources"),
            is_unread=Exists(Submission.objects.filter(practice=OuterRef("pk"), is_unread=True)),
        )
    )
    rows = [_row(practice, waiting.get(practice.pk), on) for practice in practices]
    return sorted((row for row in rows if row.needs), key=_urgency)


def _waiting_since() -> dict[int, datetime]:
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    return {int(key): since for key, since in states.values_list("object_id", "created_at")}


def _row(practice: PracticePage, since: datetime | None, on: date) -> CareRow:
    review_by = practice.review_by_date
    needs = {
        WAITING: since is not None,
        UNREAD: practice.is_unread,
        OVERDUE: review_by is not None and review_by < on,
        NO_SOURCE: practice.source_count == 0,
        NO_EVIDENCE: practice.evidence_level == EvidenceLevel.NOT_STATED,
        NO_EASY_READ: not practice.has_easy_read,
    }
    return CareRow(
        pk=practice.pk,
        title=practice.draft_title,
        organisation=str(practice.lead_organisation or ""),
        needs=[str(need) for need, is_needed in needs.items() if is_needed],
        waiting_since=since,
        review_by_date=review_by,
    )


def _urgency(row: CareRow) -> tuple[bool, float, date, int, str]:
    since = row.waiting_since.timestamp() if row.waiting_since else 0.0
    return (since == 0.0, since, row.review_by_date or date.max, -len(row.needs), row.title)
