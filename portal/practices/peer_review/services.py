"""Offers, asks for, pairs and carries through peer reviews; each side speaks for itself alone."""

from datetime import date, datetime

from django.db import transaction

from portal.organisations.models import Organisation
from portal.organisations.who_may import NotAMemberError, require_member
from portal.practices.member_enums import ReviewStatus
from portal.practices.models import (
    PeerReview,
    ReviewFinding,
    ReviewOffer,
    ReviewRequest,
    Theme,
)
from portal.practices.notices.peer_reviews import ReviewNews, tell_other_side
from portal.practices.peer_review.proposing import propose_reviewers
from portal.practices.peer_review.selectors import OwnReview, own_review
from portal.users.models import User


class ReviewError(Exception):
    """A step of a peer review cannot be taken."""


class NotProposedError(ReviewError):
    """The organisation is none of those proposed for the request."""


class WrongStepError(ReviewError):
    """The review is not at a point where this makes sense."""


@transaction.atomic
def set_willing(*, organisation: Organisation, by: User, is_willing: bool, at: datetime) -> None:
    """Say that the organisation reviews others, or take that back.

    Raises:
        NotAMemberError: the person does not act for it.
    """
    require_member(by, organisation)
    if is_willing:
        ReviewOffer.objects.get_or_create(organisation=organisation, defaults={"offered_at": at})
    else:
        ReviewOffer.objects.filter(organisation=organisation).delete()


@transaction.atomic
def ask_for_review(
    *, organisation: Organisation, by: User, theme: Theme, wish: str, at: datetime
) -> ReviewRequest:
    """Ask for a review of a theme; the same wish twice is one request.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    require_member(by, organisation)
    request, _is_new = ReviewRequest.objects.get_or_create(
        organisation=organisation,
        theme=theme,
        wish=wish,
        defaults={"asked_by": by, "asked_at": at},
    )
    return request


@transaction.atomic
def invite_reviewer(
    *, request: ReviewRequest, reviewer_id: int, by: User, at: datetime
) -> PeerReview:
    """Invite one of the proposed organisations, with the reasons as they are now.

    Raises:
        NotAMemberError: the person does not act for the side that asks.
        NotProposedError: the organisation is not, or no longer, among those proposed.
    """
    require_member(by, request.organisation)
    ReviewRequest.objects.select_for_update().get(pk=request.pk)
    before = PeerReview.objects.filter(request=request, reviewer=reviewer_id).first()
    if before is not None:
        return before
    for proposed in propose_reviewers(request):
        if proposed.organisation.pk == reviewer_id:
            review = PeerReview.objects.create(
                request=request,
                reviewer=proposed.organisation,
                reasons="\n".join(proposed.reasons),
                invited_at=at,
            )
            tell_other_side(
                review, news=ReviewNews.INVITED, side=request.organisation, by=by, at=at
            )
            return review
    raise NotProposedError


@transaction.atomic
def answer_invitation(
    *, review: PeerReview, by: User, is_accepted: bool, at: datetime
) -> PeerReview:
    """Accept or decline as the reviewer; an answer stands.

    Raises:
        NotAMemberError: the person does not act for the reviewer.
        WrongStepError: it was answered before.
    """
    own = _own_locked(review, by)
    if not own.is_reviewer:
        raise NotAMemberError
    if own.review.status != ReviewStatus.INVITED:
        raise WrongStepError
    locked = own.review
    locked.status = ReviewStatus.ACCEPTED if is_accepted else ReviewStatus.DECLINED
    locked.answered_by, locked.answered_at = by, at
    locked.save(update_fields=["status", "answered_by", "answered_at"])
    news = ReviewNews.ACCEPTED if is_accepted else ReviewNews.DECLINED
    tell_other_side(locked, news=news, side=own.side, by=by, at=at)
    return locked


@transaction.atomic
def set_visit(*, review: PeerReview, by: User, first: date, last: date, at: datetime) -> PeerReview:
    """Write down when the visit is; either side may, and the last word counts.

    Raises:
        NotAMemberError: the person acts for neither side.
        WrongStepError: the reviewer has not accepted.
    """
    own = accepted_review(review, by)
    own.review.visit_from, own.review.visit_to = first, last
    own.review.save(update_fields=["visit_from", "visit_to"])
    tell_other_side(own.review, news=ReviewNews.VISIT, side=own.side, by=by, at=at)
    return own.review


@transaction.atomic
def add_finding(*, review: PeerReview, by: User, text: str, at: datetime) -> ReviewFinding:
    """Add what the other side alone may read; the same twice is one finding.

    Raises:
        NotAMemberError: the person acts for neither side.
        WrongStepError: the reviewer has not accepted.
    """
    own = accepted_review(review, by)
    finding, is_new = ReviewFinding.objects.get_or_create(
        review=own.review,
        organisation=own.side,
        text=text,
        defaults={"added_by": by, "added_at": at},
    )
    if is_new:
        tell_other_side(own.review, news=ReviewNews.FINDING, side=own.side, by=by, at=at)
    return finding


@transaction.atomic
def write_lesson(*, review: PeerReview, by: User, text: str, at: datetime) -> PeerReview:
    """Propose a lesson for everybody, which the other side must agree to; a new one replaces it.

    Raises:
        NotAMemberError: the person acts for neither side.
        WrongStepError: the reviewer has not accepted, or a lesson is public already.
    """
    own = accepted_review(review, by)
    if own.review.lesson_agreed_at is not None:
        raise WrongStepError
    own.review.lesson, own.review.lesson_by = text, own.side
    own.review.save(update_fields=["lesson", "lesson_by"])
    tell_other_side(own.review, news=ReviewNews.LESSON, side=own.side, by=by, at=at)
    return own.review


@transaction.atomic
def agree_to_lesson(*, review: PeerReview, by: User, text: str, at: datetime) -> PeerReview:
    """Publish the other side's lesson as it was read.

    Raises:
        NotAMemberError: the person acts for neither side.
        WrongStepError: there is none of the other side to agree to, or it changed meanwhile.
    """
    own = accepted_review(review, by)
    # By lines, because browsers end them in their own way.
    if not own.may_agree or own.review.lesson.splitlines() != text.splitlines():
        raise WrongStepError
    own.review.lesson_agreed_at = at
    own.review.save(update_fields=["lesson_agreed_at"])
    tell_other_side(own.review, news=ReviewNews.PUBLISHED, side=own.side, by=by, at=at)
    return own.review


def accepted_review(review: PeerReview, by: User) -> OwnReview:
    """The review, held for the rest of the transaction, as the person's side sees it.

    Raises:
        NotAMemberError: the person acts for neither side.
        WrongStepError: the reviewer has not accepted.
    """
    own = _own_locked(review, by)
    if not own.review.is_accepted:
        raise WrongStepError
    return own


def _own_locked(review: PeerReview, by: User) -> OwnReview:
    PeerReview.objects.select_for_update().get(pk=review.pk)
    own = own_review(by, review.pk)
    if own is None:
        raise NotAMemberError
    return own
