"""Deletes a draft that nobody needs any more, and takes one back from the moderators."""

from datetime import datetime

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction

from portal.organisations.who_may import require_member
from portal.practices.models import Submission
from portal.practices.notices.moderation import tell_readers_of_withdrawal
from portal.practices.submission.drafts import Review, review_of
from portal.practices.submission.holding import hold_moderation
from portal.practices.submission.services import SubmissionError, open_submission
from portal.users.models import User


class PublishedError(SubmissionError):
    """Others could read it: it is no draft."""


class NotWithModeratorsError(SubmissionError):
    """It was not sent, or moderators have answered."""


def may_delete(submission: Submission, review: Review) -> bool:
    """Whether it is a draft that was never published and that moderators do not have."""
    return submission.practice.first_published_at is None and not review.is_waiting


def may_withdraw(submission: Submission, review: Review) -> bool:
    """Whether moderators have it and readers do not: what was published first must be read."""
    return review.is_waiting and not submission.is_unread


@transaction.atomic
def delete_draft(*, submission: Submission, by: User) -> None:
    """Delete the draft with everything that was told; Wagtail's log keeps who did it, and when.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        InReviewError: moderators have it.
        PublishedError: it is or was published.
    """
    locked = open_submission(submission, by)
    if not may_delete(locked, review_of(locked)):
        raise PublishedError
    DeletePageAction(locked.practice, user=by).execute(skip_permission_checks=True)


@transaction.atomic
def withdraw_submission(*, submission: Submission, by: User, at: datetime) -> None:
    """Make it a draft again, with what moderators wrote beside it, and tell them.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        NotWithModeratorsError: there is nothing to take back, or it has been published first.
    """
    hold_moderation(page_id=submission.practice_id)
    held = Submission.objects.get(pk=submission.pk)
    require_member(by, held.organisation)
    if not may_withdraw(held, review_of(held)):
        raise NotWithModeratorsError
    state = held.practice.current_workflow_state
    tell_readers_of_withdrawal(state, by=by, at=at)
    state.cancel(user=by)
    Submission.objects.filter(pk=held.pk).update(sent_by=None, sent_at=None)
