"""The latest text of a practice that is being written, with who writes it and where it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Comment, Page, Revision, TaskState, WorkflowState

from portal.organisations.models import Organisation
from portal.practices.models import PracticePage, Submission
from portal.users.models import User

ANSWER_WITHIN = timedelta(days=7)
"""Time in which moderators mean to answer; both sides see the day."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A submission with its page as the latest revision has it."""

    submission: Submission
    page: PracticePage
    revision_id: int | None
    """The revision that `page` was read from: who saves on top of another has not seen it."""

    def value(self, name: str) -> Any:
        """The answer of this name, from the page or, where it has none, the submission."""
        owner = self.submission if hasattr(self.submission, name) else self.page
        value = getattr(owner, name)
        return list(value.all()) if hasattr(value, "all") else value


@dataclass(frozen=True, kw_only=True)
class Review:
    """Where a submission stands with the moderators."""

    is_waiting: bool
    needs_changes: bool
    task: str = ""
    since: datetime | None = None
    answer_by: datetime | None = None
    comment: str = ""


def organisations_of(person: User) -> QuerySet[Organisation]:
    """The organisations that the person may write for."""
    return Organisation.objects.filter(memberships__user=person).order_by("name")


def submissions_of(person: User) -> QuerySet[Submission]:
    """What the person's organisations are writing or have sent, the newest first, each with
    `needs_changes`: whether moderators asked for something.
    """
    own = Submission.objects.filter(organisation__in=organisations_of(person)).annotate(
        needs_changes=Exists(
            WorkflowState.objects.filter(
                base_content_type=ContentType.objects.get_for_model(Page),
                object_id=Cast(OuterRef("practice_id"), CharField()),
                status=WorkflowState.STATUS_NEEDS_CHANGES,
            )
        )
    )
    return own.select_related("practice", "organisation").order_by("-started_at", "-pk")


def draft_of(submission: Submission) -> Draft:
    """The submission with its latest text, as the database has it now."""
    page = PracticePage.objects.select_related("latest_revision").get(pk=submission.practice_id)
    revision = page.latest_revision
    return Draft(
        submission=submission,
        page=revision.as_object() if revision else page,
        revision_id=revision.pk if revision else None,
    )


def draft_at(submission: Submission, revision_id: int) -> Draft | None:
    """The submission with its text at an earlier revision; None where there is no such one."""
    revision = Revision.objects.for_instance(submission.practice).filter(pk=revision_id).first()
    if revision is None:
        return None
    return Draft(submission=submission, page=revision.as_object(), revision_id=revision.pk)


def review_of(submission: Submission) -> Review:
    """Whether moderators are reading it, since when, and what they asked for."""
    states = submission.practice.workflow_states.prefetch_related(
        Prefetch(
            "task_states",
            TaskState.objects.select_related("task").order_by("-started_at", "-pk"),
        )
    )
    state = states.order_by("-created_at", "-pk").first()
    if state is None or state.status not in _OPEN:
        return Review(is_waiting=False, needs_changes=False)
    last = next(iter(state.task_states.all()), None)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        comment = last.get_comment() if last else ""
        return Review(is_waiting=False, needs_changes=True, comment=comment)
    since = submission.sent_at or state.created_at
    return Review(
        is_waiting=True,
        needs_changes=False,
        task=last.task.name if last else "",
        since=since,
        answer_by=since + ANSWER_WITHIN,
    )


def comments_on(submission: Submission) -> dict[str, list[str]]:
    """Name of a field -> what moderators wrote beside it and nobody has marked as settled."""
    found: dict[str, list[str]] = {}
    comments = Comment.objects.filter(page_id=submission.practice_id, resolved_at=None)
    for comment in comments.order_by("created_at", "pk"):
        found.setdefault(comment.contentpath.split(".")[0], []).append(comment.text)
    return found


_OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
