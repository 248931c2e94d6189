"""Starts a practice, keeps what is told of it in revisions of its page, and sends it for review."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal.organisations.models import Organisation
from portal.organisations.who_may import may_publish_first, require_member
from portal.practices.enums import LinkKind
from portal.practices.models import (
    ImpactClaim,
    PracticeLibraryPage,
    PracticeLink,
    PracticePage,
    Submission,
)
from portal.practices.models.origin import Origin
from portal.practices.short_names import free_short_name
from portal.practices.submission.comparing import has_changed, is_same_figure, would_overwrite
from portal.practices.submission.drafts import Review, draft_of, review_of
from portal.practices.submission.lessons import with_what_stands
from portal.practices.submission.steps import all_missing
from portal.users.models import User

MOST_FIGURES = 20
REVIEW_AFTER = timedelta(days=365)
"""How long the facts of a practice stand before somebody should look at them again."""
_OF_THE_FORM = ("title", "summary", "stage")
"""What the first form asks; the origin of an adaptation comes from the address."""


class SubmissionError(Exception):
    """What was asked for cannot be done; nothing has changed."""


class ChangedMeanwhileError(SubmissionError):
    """Somebody else has saved since the person's page was filled in."""


class InReviewError(SubmissionError):
    """Moderators are reading it, or one has locked it: it cannot be changed here now."""


class NothingNewError(SubmissionError):
    """What is published says the same."""


class NotReadyError(SubmissionError):
    """Something that is needed is still missing."""


class CircleError(SubmissionError):
    """The practice that it is said to be adapted from was itself adapted from it."""


class TooManyFiguresError(SubmissionError):
    """It has as many figures as a practice may have."""


@transaction.atomic
def start_submission(
    *,
    organisation: Organisation,
    by: User,
    form_token: uuid.UUID,
    answers: Mapping[str, Any],
    at: datetime,
) -> Submission:
    """Make the page of a new practice, as a draft that nobody sees; the same form twice makes one.

    Sent again with other words, as after a look back, the form changes the draft that it made.

    Args:
        organisation: that it is told for.
        by: who writes.
        form_token: of the form that was filled in.
        answers: title, summary and stage, and the origin of an adaptation.
        at: now.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
    """
    require_member(by, organisation)
    # Two requests with one form wait for each other here.
    library = PracticeLibraryPage.objects.select_for_update().get()
    known = Submission.objects.filter(form_token=form_token).first()
    if known is not None and not known.sent_at:
        _tell_again(known, by, {fact: answers[fact] for fact in _OF_THE_FORM})
        return known
    page = _made_page(library, lead_organisation=organisation, owner=by, **answers)
    page.save_revision(user=by)
    return Submission.objects.create(
        practice=page,
        organisation=organisation,
        started_by=by,
        started_at=at,
        form_token=form_token if known is None else uuid.uuid4(),
    )


@transaction.atomic
def save_answers(
    *, submission: Submission, answers: Mapping[str, Any], by: User, base: int | None
) -> None:
    """Write a new revision of the page with these answers in it; the others stay as they are.

    Args:
        submission: whose page it is.
        answers: fact -> answer; those of things come as lists.
        by: who writes.
        base: the revision that the person has seen.

    Raises:
        NotAMemberError: `by` no longer acts for the organisation.
        InReviewError: it cannot be changed now.
        ChangedMeanwhileError: another answer to the same questions was saved since `base`.
        CircleError: the answers make it an adaptation of its own adaptation.
    """
    locked = open_submission(submission, by)
    _refuse_circle(locked.practice_id, answers.get("origin"))
    draft = draft_of(locked)
    if would_overwrite(locked, answers, base, newest=draft.revision_id):
        raise ChangedMeanwhileError
    for fact, answer in answers.items():
        if hasattr(locked, fact):
            setattr(locked, fact, answer)
        else:
            setattr(draft.page, fact, with_what_stands(draft, fact, answer))
    locked.save()
    draft.page.save_revision(user=by)


@transaction.atomic
def add_figure(*, submission: Submission, figure: ImpactClaim, by: User) -> None:
    """Put a figure below the others; the very same one twice is one.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
        TooManyFiguresError: there are as many as there may be.
    """
    locked = open_submission(submission, by)
    page = draft_of(locked).page
    figures = list(page.claims.all())
    if any(is_same_figure(figure, other) for other in figures):
        return
    if len(figures) >= MOST_FIGURES:
        raise TooManyFiguresError
    figure.sort_order = len(figures)
    page.claims = [*figures, figure]
    page.save_revision(user=by)
    Submission.objects.filter(pk=locked.pk).update(is_unmeasured=False)


@transaction.atomic
def remove_figure(*, submission: Submission, place: int, by: User, base: int | None) -> None:
    """Take out the figure at a place, from 0; nothing happens where there is none.

    Args:
        submission: whose page it is.
        place: where the figure stood when the person saw it.
        by: who takes it out.
        base: the revision that the person has seen.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
        ChangedMeanwhileError: the figures are others since `base`, so that the place may now be
            that of another one.
    """
    locked = open_submission(submission, by)
    page = draft_of(locked).page
    figures = list(page.claims.all())
    if has_changed(locked, ["claims"], base):
        raise ChangedMeanwhileError
    if place < len(figures):
        page.claims = [*figures[:place], *figures[place + 1 :]]
        page.save_revision(user=by)


@transaction.atomic
def send_submission(*, submission: Submission, by: User, at: datetime) -> None:
    """Hand it to the moderators through Wagtail's own workflow; sent twice, it is sent once.

    What a trusted organisation sends is published at once, and read afterwards.

    Raises:
        NotAMemberError: `by` does not act for the organisation.
        NotReadyError: something that is needed is missing.
        NothingNewError: nothing has changed since it was published.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    require_member(by, locked.organisation)
    review = review_of(locked)
    if review.is_waiting:
        return
    if not may_send(locked, review):
        raise NothingNewError
    if next(all_missing(draft_of(locked)), None) is not None:
        raise NotReadyError
    page = _with_a_review_date(locked, by, at)
    is_first = may_publish_first(locked.organisation)
    if is_first:
        # Not as the person: what publishes here is the trust in their organisation.
        page.get_latest_revision().publish()
        page.refresh_from_db()
    Submission.objects.filter(pk=locked.pk).update(
        sent_by=by, sent_at=at, is_unread=locked.is_unread or is_first
    )
    # Wagtail ends a moderation when its page is published otherwise: then it begins anew.
    begun = page.current_workflow_state
    if begun:
        begun.resume(user=by)
    else:
        page.get_workflow().start(page, by)


def note_reading(*, practice_id: int) -> None:
    """The moderators have read what was published before."""
    Submission.objects.filter(practice=practice_id, is_unread=True).update(is_unread=False)


def _made_page(
    library: PracticeLibraryPage, lead_organisation: Organisation, **fields: Any
) -> PracticePage:
    slug = free_short_name(fields["title"], library.taken_short_names())
    origin = fields.pop("origin", None)
    page = PracticePage(live=False, slug=slug, lead_organisation=lead_organisation, **fields)
    page.origin = origin
    # Most practices are of the sectors that do them; the form asks whether this one is.
    page.sectors = list(lead_organisation.sectors.all())
    library.add_child(instance=page)
    return page


def open_submission(submission: Submission, by: User) -> Submission:
    """The submission, locked for a change of its draft.

    Raises:
        NotAMemberError, InReviewError: as `save_answers`.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    require_member(by, locked.organisation)
    # A moderator may lock the page too while its author is asked for changes.
    if review_of(locked).is_waiting or locked.practice.locked:
        raise InReviewError
    return locked


def _tell_again(known: Submission, by: User, answers: Mapping[str, Any]) -> None:
    """Write what differs from the draft; whoever presses twice changes nothing."""
    require_member(by, known.organisation)
    draft = draft_of(known)
    if any(draft.value(fact) != answer for fact, answer in answers.items()):
        save_answers(submission=known, answers=answers, by=by, base=draft.revision_id)


def next_review(*, today: date) -> date:
    """The day by which whoever says today that it is so looks at it again."""
    return today + REVIEW_AFTER


def may_send(submission: Submission, review: Review) -> bool:
    """Whether moderators do not have it, and it says something that readers do not see yet."""
    page = submission.practice
    is_new = not page.live or page.has_unpublished_changes or review.needs_changes
    return is_new and not review.is_waiting


def _with_a_review_date(submission: Submission, by: User, at: datetime) -> PracticePage:
    """The page, whose facts are to be looked at again a year after they were told."""
    today, draft = timezone.localdate(at), draft_of(submission).page
    if not draft.review_by_date or draft.review_by_date <= today:
        draft.review_by_date = next_review(today=today)
        draft.save_revision(user=by)
    page: PracticePage = PracticePage.objects.get(pk=submission.practice_id)
    return page


def _refuse_circle(practice_id: int, origin: Origin | None) -> None:
    if origin is None:
        return
    link = PracticeLink(practice_id=practice_id, to=origin.original, kind=LinkKind.ADAPTED_FROM)
    try:
        link.clean()
    except ValidationError as error:
        raise CircleError from error
