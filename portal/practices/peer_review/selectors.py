"""What a person sees of peer reviews: their own organisations' side, and the public lessons."""

from dataclasses import dataclass

from django.db.models import QuerySet

from portal.organisations.models import Organisation
from portal.organisations.models.organisation import OrganisationQuerySet
from portal.practices.models import PeerReview, ReviewRequest
from portal.practices.models.peer_review import PeerReviewQuerySet
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class OwnReview:
    """A peer review as somebody of one of its two sides sees it."""

    review: PeerReview
    side: Organisation
    """The organisation that the person acts for here."""
    is_reviewer: bool

    @property
    def may_agree(self) -> bool:
        """Whether a lesson of the other side waits for this one's yes."""
        review = self.review
        waits = bool(review.lesson) and review.lesson_agreed_at is None
        return waits and review.lesson_by_id != self.side.pk


def own_organisations(user: User) -> OrganisationQuerySet:
    """The organisations that the person acts for, by name."""
    return Organisation.objects.filter(memberships__user=user).in_name_order()


def own_requests(user: User) -> QuerySet[ReviewRequest]:
    """What the person's organisations asked for, newest first."""
    return (
        ReviewRequest.objects.filter(organisation__memberships__user=user)
        .select_related("organisation", "theme")
        .order_by("-asked_at", "-pk")
    )


def invitations_to(user: User) -> PeerReviewQuerySet:
    """Reviews that the person's organisations were invited to, newest first."""
    return (
        PeerReview.objects.filter(reviewer__memberships__user=user)
        .select_related("request__organisation", "request__theme", "reviewer")
        .order_by("-invited_at", "-pk")
    )


def own_review(user: User, pk: int) -> OwnReview | None:
    """The review, if the person acts for one of its two sides now; None for anybody else."""
    review = (
        PeerReview.objects.filter(pk=pk)
        .select_related("request__organisation", "request__theme", "reviewer", "lesson_by")
        .first()
    )
    if review is None:
        return None
    mine = set(user.memberships.values_list("organisation_id", flat=True))
    if review.request.organisation_id in mine:
        return OwnReview(review=review, side=review.request.organisation, is_reviewer=False)
    if review.reviewer_id in mine:
        return OwnReview(review=review, side=review.reviewer, is_reviewer=True)
    return None


def public_lessons() -> PeerReviewQuerySet:
    """What both sides agreed to publish, newest first; all that others see of peer reviews."""
    return PeerReview.objects.with_public_lesson().select_related(
        "request__organisation", "request__theme", "reviewer", "practice"
    )
