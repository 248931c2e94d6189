"""What was said about a practice: counts for each role apart, open questions, and all of it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from portal.practices.enums import RemarkKind, WriterRole
from portal.practices.models import PracticePage, Remark
from portal.practices.models.conversation import RemarkQuerySet
from portal.practices.selectors.authors import authors_of
from portal.users.models import User

COUNTED = (RemarkKind.THANKS, RemarkKind.CONCERN, RemarkKind.QUESTION, RemarkKind.COMMENT)
OPEN_QUESTIONS = 3
"""On the practice's own page; the others are on the page of everything that was said."""


@dataclass(frozen=True, kw_only=True)
class RoleCounts:
    """Kinds of which people of one role said something, and how many; in the order of `COUNTED`.

    Counts of different roles are never added up: a large group would drown a small one.
    """

    role: str
    counts: list[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What a practice's page shows of the conversation."""

    rows: list[RoleCounts]
    open_questions: list[Remark]
    is_more_open: bool


def conversation_of(practice: PracticePage) -> Conversation:
    """The counts by role and the questions that wait longest, in two queries."""
    shown = Remark.objects.shown().filter(practice=practice.pk)
    totals: dict[str, dict[str, int]] = defaultdict(dict)
    for role, kind, total in (
        shown.filter(kind__in=COUNTED)
        .order_by()
        .values_list("role", "kind")
        .annotate(total=Count("pk"))
    ):
        totals[role][kind] = total
    waiting = list(open_questions(practice)[: OPEN_QUESTIONS + 1])
    return Conversation(
        rows=[
            RoleCounts(
                role=str(role.label),
                counts=[
                    (str(kind.label), totals[role][kind])
                    for kind in COUNTED
                    if kind in totals[role]
                ],
            )
            for role in WriterRole
            if role in totals
        ],
        open_questions=waiting[:OPEN_QUESTIONS],
        is_more_open=len(waiting) > OPEN_QUESTIONS,
    )


def open_questions(practice: PracticePage) -> RemarkQuerySet:
    """Questions without a shown answer, the longest wait first."""
    answered = Remark.objects.shown().filter(kind=RemarkKind.ANSWER).values("question")
    return (
        Remark.objects.shown()
        .filter(practice=practice.pk, kind=RemarkKind.QUESTION)
        .exclude(pk__in=answered)
        .order_by("written_at", "pk")
    )


def everything_said(practice: PracticePage, kind: RemarkKind | None) -> RemarkQuerySet:
    """Remarks of one kind or of all, newest first, with their answers in two more queries."""
    answers = Remark.objects.shown().select_related("organisation").order_by("written_at", "pk")
    shown = Remark.objects.shown().filter(practice=practice.pk).exclude(kind=RemarkKind.ANSWER)
    if kind is not None:
        shown = shown.filter(kind=kind)
    return (
        shown.select_related("organisation")
        .prefetch_related(Prefetch("answers", answers, to_attr="shown_answers"))
        .order_by("-written_at", "-pk")
    )


def speaks_for(user: User, practice: PracticePage) -> bool:
    """Whether the person acts for an organisation whose practice it is."""
    return authors_of(practice).filter(memberships__user=user).exists()
