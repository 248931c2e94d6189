"""What moderators wrote when they let a practice be published."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import TaskState, WorkflowState

from portal.practices.models import PracticePage, Submission


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """The answer to one reading; who gave it is known to moderators alone."""

    reading: str
    text: str
    given_at: datetime


def opinions_on(practice: PracticePage) -> list[Opinion]:
    """The written answers of the last moderation that ended in approval, in one query."""
    approved = WorkflowState.objects.for_instance(practice).filter(
        status=WorkflowState.STATUS_APPROVED
    )
    last = approved.order_by("-created_at", "-pk").values("pk")[:1]
    states = TaskState.objects.filter(
        workflow_state__in=last, status=TaskState.STATUS_APPROVED
    ).exclude(comment="")
    return [
        Opinion(reading=state.task.name, text=state.comment, given_at=state.finished_at)
        for state in states.select_related("task").order_by("finished_at", "pk")
    ]


def is_unread(practice: PracticePage) -> bool:
    """Whether it was published before moderators read it, and they still have not."""
    return Submission.objects.filter(practice=practice, is_unread=True).exists()
