"""Writes the sentences of an Easy Read version for its author; pictures and the check follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from portal.practices.easy_read.rules import problems_of_words
from portal.practices.models import EasyReadPage, PracticePage, Submission
from portal.practices.notices.moderation import tell_moderators_of_easy_read
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import (
    ChangedMeanwhileError,
    InReviewError,
    require_member,
)
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class EasyReadDraft:
    """The latest text of an Easy Read version, or of one that nobody has begun."""

    page: EasyReadPage | None
    revision_id: int | None
    sentences: list[str]
    pictures: int

    @property
    def problems(self) -> list[str]:
        """What makes its sentences hard to read, in their order."""
        return [problem for words in self.sentences for problem in problems_of_words(words)]


def easy_read_of(submission: Submission) -> EasyReadDraft:
    """The Easy Read version of what a submission tells, as the database has it now."""
    page = EasyReadPage.objects.child_of(submission.practice).first()
    if page is None:
        return EasyReadDraft(page=None, revision_id=None, sentences=[], pictures=0)
    ideas = [idea.value for idea in page.get_latest_revision_as_object().body]
    return EasyReadDraft(
        page=page,
        revision_id=page.latest_revision_id,
        # A sentence that was broken in the admin is one line here.
        sentences=[" ".join(idea["words"].split()) for idea in ideas],
        pictures=sum(bool(idea["picture"]) for idea in ideas),
    )


@transaction.atomic
def save_sentences(
    *, submission: Submission, sentences: Sequence[str], by: User, base: int | None, at: datetime
) -> EasyReadPage:
    """Write a revision with these sentences; each that stood there before keeps its picture.

    Moderators hear of the first one: the pictures are theirs to add. Nobody else sees it yet.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        InReviewError: moderators are reading it, or one has locked it.
        ChangedMeanwhileError: somebody saved since the revision `base`.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    require_member(by, locked.organisation)
    known = easy_read_of(locked)
    if known.sentences == list(sentences) and known.page is not None:
        return known.page
    if known.revision_id != base:
        raise ChangedMeanwhileError
    page = known.page or _begun(locked, by)
    if page.locked or _is_waiting(page):
        raise InReviewError
    draft = page.get_latest_revision_as_object()
    stood = {" ".join(idea.value["words"].split()): idea.value for idea in draft.body}
    draft.body = [("idea", _idea(words, stood.get(words))) for words in sentences]
    draft.save_revision(user=by, clean=False)
    if known.page is None:
        tell_moderators_of_easy_read(page, by=by, at=at)
    return page


def _begun(submission: Submission, by: User) -> EasyReadPage:
    title = draft_of(submission).page.title
    page = EasyReadPage(title=_("%(title)s: Easy Read") % {"title": title}, owner=by, live=False)
    # A fresh copy: treebeard reads the number of children from the object in hand.
    PracticePage.objects.get(pk=submission.practice_id).add_child(instance=page)
    return page


def _is_waiting(page: EasyReadPage) -> bool:
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def _idea(words: str, stood: Any) -> dict[str, Any]:
    if stood is None:
        return {"picture": None, "words": words, "credit": ""}
    return {"picture": stood["picture"], "words": words, "credit": stood["credit"]}
