"""Writes the sentences of an Easy Read version for its author, and says what each still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.images.models import Image
from wagtail.models import WorkflowState

from portal.organisations.who_may import require_member
from portal.practices.easy_read.blocks import alt_text_of, problems_in
from portal.practices.models import EasyReadPage, PracticePage, Submission
from portal.practices.notices.moderation import tell_moderators_of_easy_read
from portal.practices.submission.attachments import forget_picture
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import ChangedMeanwhileError, InReviewError
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class IdeaPicture:
    """A picture with what goes with it, on the page or for another sentence."""

    image: Image
    alt_text: str
    credit: str
    consent: str


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One sentence, its picture if it has one, and what still makes the two hard to read."""

    words: str
    picture: IdeaPicture | None
    problems: list[str]


@dataclass(frozen=True, kw_only=True)
class EasyReadDraft:
    """The latest text of an Easy Read version, or of one that nobody has begun."""

    page: EasyReadPage | None
    revision_id: int | None
    ideas: list[Idea]

    @property
    def sentences(self) -> list[str]:
        """The words of each idea."""
        return [idea.words for idea in self.ideas]

    @property
    def pictures(self) -> int:
        """How many sentences have a picture."""
        return sum(idea.picture is not None for idea in self.ideas)

    @property
    def passed(self) -> int:
        """How many sentences break no rule."""
        return sum(not idea.problems for idea in self.ideas)


def easy_read_of(submission: Submission) -> EasyReadDraft:
    """The Easy Read version of what a submission tells, as the database has it now."""
    page = EasyReadPage.objects.child_of(submission.practice).first()
    if page is None:
        return EasyReadDraft(page=None, revision_id=None, ideas=[])
    return EasyReadDraft(
        page=page,
        revision_id=page.latest_revision_id,
        ideas=[_read(block) for block in page.get_latest_revision_as_object().body],
    )


def held_submission(submission: Submission, *, by: User) -> Submission:
    """The submission, held for the rest of the transaction.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    require_member(by, locked.organisation)
    return locked


def refuse_change(known: EasyReadDraft, *, base: int | None) -> None:
    """Go on only where the text may be changed by somebody who has seen the revision `base`.

    Raises:
        InReviewError: moderators are reading it, or one has locked it.
        ChangedMeanwhileError: somebody saved since that revision.
    """
    if known.revision_id != base:
        raise ChangedMeanwhileError
    if known.page is not None and (known.page.locked or _is_waiting(known.page)):
        raise InReviewError


@transaction.atomic
def save_sentences(
    *, submission: Submission, sentences: Sequence[str], by: User, base: int | None, at: datetime
) -> EasyReadPage:
    """Write a revision with these sentences; each that stood there before keeps its picture.

    Moderators hear of the first one: the check by people is theirs to ask for. Nobody else sees it
    yet. A picture that no text shows any more is deleted.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        InReviewError: moderators are reading it, or one has locked it.
        ChangedMeanwhileError: somebody saved since the revision `base`.
    """
    locked = held_submission(submission, by=by)
    known = easy_read_of(locked)
    if known.sentences == list(sentences) and known.page is not None:
        return known.page
    refuse_change(known, base=base)
    page = known.page or _begun(locked, by)
    draft = page.get_latest_revision_as_object()
    stood = {" ".join(idea.value["words"].split()): idea.value for idea in draft.body}
    draft.body = [("idea", _idea(words, stood.get(words))) for words in sentences]
    draft.save_revision(user=by, clean=False)
    for picture in (idea.picture for idea in known.ideas if idea.picture):
        forget_picture(image_id=picture.image.pk)
    if known.page is None:
        tell_moderators_of_easy_read(page, is_ready=False, by=by, at=at)
    return page


def _read(block: Any) -> Idea:
    value, picture = block.value, None
    if value["picture"]:
        picture = IdeaPicture(
            image=value["picture"],
            alt_text=alt_text_of(block),
            credit=value["credit"],
            consent=value["consent"] or "",
        )
    # A sentence that was broken in the admin is one line here.
    words = " ".join(value["words"].split())
    return Idea(words=words, picture=picture, problems=problems_in(block))


def _begun(submission: Submission, by: User) -> EasyReadPage:
    title = draft_of(submission).page.title
    page = EasyReadPage(title=title, owner=by, live=False)
    # A fresh copy: treebeard reads the number of children from the object in hand.
    PracticePage.objects.get(pk=submission.practice_id).add_child(instance=page)
    return page


def _is_waiting(page: EasyReadPage) -> bool:
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def _idea(words: str, stood: Any) -> dict[str, Any]:
    kept = stood or {"picture": None, "credit": "", "consent": ""}
    return {"words": words, **{name: kept[name] for name in ("picture", "credit", "consent")}}
