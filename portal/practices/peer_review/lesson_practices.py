"""Makes a practice of a public lesson, or puts it into one that its side tells already."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.practices.enums import Stage
from portal.practices.models import PeerReview, PracticePage, Submission
from portal.practices.peer_review.selectors import OwnReview
from portal.practices.peer_review.services import WrongStepError, accepted_review
from portal.practices.querysets import PracticeQuerySet
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.filling import fill_in
from portal.practices.submission.keeping import open_published
from portal.practices.submission.services import start_submission
from portal.users.models import User

_SUMMARY = 250
_LESSONS = uuid.UUID("5b1c52a6-8f0e-4c3c-9f0a-3d0a7c1f8e55")
"""Namespace of the tokens: one side makes one practice of one lesson."""


def practices_to_update(own: OwnReview) -> PracticeQuerySet:
    """The published practices that the person's side tells, by title."""
    published = PracticePage.objects.live().not_archived()
    told: PracticeQuerySet = published.filter(lead_organisation=own.side).order_by("title", "pk")
    return told


@transaction.atomic
def start_practice(*, review: PeerReview, by: User, at: datetime) -> Submission:
    """Begin a draft from the public lesson, told for the person's side; the same draft when that
    side began it before.

    Raises:
        NotAMemberError: the person acts for neither side.
        WrongStepError: no lesson is public.
    """
    own = _with_public_lesson(review, by)
    begun = _begun(own, by, at)
    if begun is not None:
        return begun
    locked = own.review
    theme = locked.request.theme
    submission = start_submission(
        organisation=own.side,
        by=by,
        form_token=_token(own),
        answers={
            "title": _("What a peer review of %(theme)s taught us") % {"theme": theme},
            "summary": Truncator(locked.lesson).chars(_SUMMARY),
            "stage": Stage.PROPOSED,
        },
        at=at,
    )
    fill_in(
        submission=submission, answers={"implications": locked.lesson, "themes": [theme]}, by=by
    )
    _note(locked, submission)
    return submission


@transaction.atomic
def add_to_practice(
    *, review: PeerReview, practice: PracticePage, by: User, at: datetime
) -> Submission:
    """Put the lesson at the end of what a practice means for others, in its draft; the lesson that
    stands there already is not put there again. Readers see it once moderators agree.

    Raises:
        NotAMemberError: the person acts for neither side.
        WrongStepError: no lesson is public, or the practice is not one of their side.
        InReviewError: moderators have the practice now.
    """
    own = _with_public_lesson(review, by)
    if not practices_to_update(own).filter(pk=practice.pk).exists():
        raise WrongStepError
    submission = open_published(practice=practice, by=by, at=at)
    stands = draft_of(submission).page.implications
    if own.review.lesson not in stands:
        lesson = "\n\n".join(filter(None, [stands, own.review.lesson]))
        fill_in(submission=submission, answers={"implications": lesson}, by=by)
    _note(own.review, submission)
    return submission


def _with_public_lesson(review: PeerReview, by: User) -> OwnReview:
    own = accepted_review(review, by)
    if own.review.lesson_agreed_at is None:
        raise WrongStepError
    return own


def _begun(own: OwnReview, by: User, at: datetime) -> Submission | None:
    begun = Submission.objects.filter(form_token=_token(own)).first()
    draft = own.review.practice
    if begun or draft is None or draft.lead_organisation_id != own.side.pk or draft.live:
        return begun
    # Drafts of earlier days were made without one.
    submission, _is_new = Submission.objects.get_or_create(
        practice=draft,
        defaults={
            "organisation": own.side,
            "started_by": by,
            "started_at": at,
            "form_token": _token(own),
        },
    )
    return submission


def _token(own: OwnReview) -> uuid.UUID:
    return uuid.uuid5(_LESSONS, f"{own.review.pk}:{own.side.pk}")


def _note(review: PeerReview, submission: Submission) -> None:
    """The first practice that a lesson went into is the one that readers of lessons are led to."""
    if review.practice_id is None:
        review.practice = submission.practice
        review.save(update_fields=["practice"])
