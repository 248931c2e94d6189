"""Fills a draft with what is known of it from elsewhere, as a lesson or an early draft."""

from collections.abc import Mapping
from typing import Any

from portal.practices.models import Submission
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import save_answers
from portal.users.models import User


def fill_in(*, submission: Submission, answers: Mapping[str, Any], by: User) -> None:
    """Write the answers on top of whatever the draft says now.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
    """
    base = draft_of(submission).revision_id
    save_answers(submission=submission, answers=answers, by=by, base=base)
