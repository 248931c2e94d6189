"""Which practices need a moderator's care, and what each needs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from portal.practices.enums import EvidenceLevel
from portal.practices.models import EasyReadPage, PracticePage, PracticeSource, Submission
from portal.practices.submission.drafts import ANSWER_WITHIN

_TOLD = (
    *("pk", "draft_title", "organisation", "review_by_date", "evidence_level"),
    *("has_source", "is_unread", "is_easy_to_read"),
)


class Need(models.TextChoices):
    """What a practice needs from a moderator, in the order in which it is told."""

    WAITING = "waiting", _("an answer from moderators")
    UNREAD = "unread", _("a first reading: it is published already")
    OVERDUE = "overdue", _("a review of its facts")
    NO_SOURCE = "no-source", _("a source")
    NO_EVIDENCE = "no-evidence", _("a word on how it knows")
    NO_EASY_READ = "no-easy-read", _("an Easy Read version")


@dataclass(frozen=True, kw_only=True)
class CareRow:
    """One practice with all that it needs, in words."""

    pk: int
    title: str
    organisation: str
    needs: list[Need]
    waiting_since: datetime | None
    answer_by: datetime | None
    """The day that the author reads too."""
    review_by_date: date | None


def practices_to_care_for(*, on: date, need: Need | None = None) -> list[CareRow]:
    """Practices that wait for moderators, the longest first, then published ones that need
    something, those most overdue first; with `need`, those that need this. Three queries however
    many there are.
    """
    waiting = _waiting_since()
    practices = _facts(Q(live=True, archived_on=None) | Q(pk__in=list(waiting)))
    rows = [_row(facts, waiting.get(facts.pk), on) for facts in practices]
    wanted = (row for row in rows if (need in row.needs if need else row.needs))
    return sorted(wanted, key=_urgency)


def number_waiting() -> int:
    """How many practices wait for an answer from moderators."""
    return len(_waiting_since())


def _facts(which: Q) -> "models.QuerySet[PracticePage, Any]":
    """Only what the report tells, as plain rows: whole pages would take most of a second to build
    for a few thousand practices.
    """
    of_practice = {"practice": OuterRef("pk")}
    shown = EasyReadPage.objects.filter(
        **of_practice, live=True, is_ready=True, practice__live=True
    )
    told: models.QuerySet[PracticePage, Any] = (
        PracticePage.objects.filter(which)
        .annotate(
            organisation=F("lead_organisation__name"),
            has_source=Exists(PracticeSource.objects.filter(**of_practice)),
            is_unread=Exists(Submission.objects.filter(**of_practice, is_unread=True)),
            is_easy_to_read=~Q(easy_read_url="") | Exists(shown),
        )
        .values_list(*_TOLD, named=True)
    )
    return told


def _waiting_since() -> dict[int, datetime]:
    """When each was last sent, as its author reads it, or came in by another way."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
    ).annotate(
        sent_at=Submission.objects.filter(
            practice=Cast(OuterRef("object_id"), BigIntegerField())
        ).values("sent_at")[:1]
    )
    rows = states.values_list("object_id", "sent_at", "created_at")
    return {int(key): sent_at or created_at for key, sent_at, created_at in rows}


def _row(practice: Any, since: datetime | None, on: date) -> CareRow:
    review_by = practice.review_by_date
    needs = {
        Need.WAITING: since is not None,
        Need.UNREAD: practice.is_unread,
        Need.OVERDUE: review_by is not None and review_by < on,
        Need.NO_SOURCE: not practice.has_source,
        Need.NO_EVIDENCE: practice.evidence_level == EvidenceLevel.NOT_STATED,
        Need.NO_EASY_READ: not practice.is_easy_to_read,
    }
    return CareRow(
        pk=practice.pk,
        title=practice.draft_title,
        organisation=practice.organisation or "",
        needs=[need for need, is_needed in needs.items() if is_needed],
        waiting_since=since,
        answer_by=since + ANSWER_WITHIN if since else None,
        review_by_date=review_by,
    )


def _urgency(row: CareRow) -> tuple[bool, float, date, int, str]:
    since = row.waiting_since.timestamp() if row.waiting_since else 0.0
    return (since == 0.0, since, row.review_by_date or date.max, -len(row.needs), row.title)
