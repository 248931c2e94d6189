"""Requests for peer reviews and their pairings, accepted unless told otherwise."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from portal.practices.member_enums import ReviewStatus
from portal.practices.models import PeerReview, ReviewFinding, ReviewOffer, ReviewRequest
from tests.factories.organisations import OrganisationFactory
from tests.factories.practices import ThemeFactory

AT = datetime(2026, 3, 1, tzinfo=UTC)


class ReviewOfferFactory(DjangoModelFactory):
    class Meta:
        model = ReviewOffer

    organisation = factory.SubFactory(OrganisationFactory)
    offered_at = AT


class ReviewRequestFactory(DjangoModelFactory):
    class Meta:
        model = ReviewRequest

    organisation = factory.SubFactory(OrganisationFactory)
    theme = factory.SubFactory(ThemeFactory)
    wish = "Look at how we hand over between shifts."
    asked_at = AT


class PeerReviewFactory(DjangoModelFactory):
    """`request__organisation=` asks, and `reviewer=` looks."""

    class Meta:
        model = PeerReview

    class Params:
        invited = factory.Trait(status=ReviewStatus.INVITED, answered_at=None)
        public = factory.Trait(
            lesson="Meet before you plan.",
            lesson_by=factory.SelfAttribute("reviewer"),
            lesson_agreed_at=AT,
        )

    request = factory.SubFactory(ReviewRequestFactory)
    reviewer = factory.SubFactory(OrganisationFactory)
    reasons = "It does this itself."
    status = ReviewStatus.ACCEPTED
    invited_at = AT
    answered_at = AT


class ReviewFindingFactory(DjangoModelFactory):
    class Meta:
        model = ReviewFinding

    review = factory.SubFactory(PeerReviewFactory)
    organisation = factory.SelfAttribute("review.reviewer")
    text = "Your notes are read by nobody."
    added_at = AT
