"""Reviewers are proposed for reasons, and only those who said that they would."""

import pytest

from portal.organisations.models.vocabulary import AreaKind
from portal.practices.peer_review.proposing import propose_reviewers
from tests.factories.organisations import AreaFactory, ClientGroupFactory, OrganisationFactory
from tests.factories.peer_reviews import (
    PeerReviewFactory,
    ReviewOfferFactory,
    ReviewRequestFactory,
)
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    return ThemeFactory(name="Recruitment")


@pytest.fixture
def request_(theme):
    return ReviewRequestFactory(theme=theme)


@pytest.fixture
def willing(theme):
    """Make a willing organisation with a public practice on the theme."""

    def make(**fields):
        organisation = OrganisationFactory(**fields)
        ReviewOfferFactory(organisation=organisation)
        PracticePageFactory(title="People choose", lead_organisation=organisation, themes=[theme])
        return organisation

    return make


def organisations(request):
    return [proposed.organisation for proposed in propose_reviewers(request)]


class TestProposeReviewers:
    def test_says_why(self, request_, willing):
        willing()

        (proposed,) = propose_reviewers(request_)

        assert proposed.reasons == [
            "It does this itself: People choose.",
            "It said that it is willing to review others.",
        ]

    def test_puts_neighbours_with_the_same_people_first(self, request_, willing):
        north = AreaFactory(name="North", kind=AreaKind.REGION)
        bury, rochdale = (AreaFactory(name=name, parent=north) for name in ("Bury", "Rochdale"))
        older = ClientGroupFactory(name="Older people")
        request_.organisation.areas.add(bury)
        request_.organisation.client_groups.add(older)
        willing(name="Aardvark Care", areas=[north])
        near = willing(name="Zebra Care", areas=[rochdale], client_groups=[older])

        first, second = propose_reviewers(request_)

        assert first.organisation == near
        assert first.reasons[2:] == [
            "It works near you: Rochdale.",
            "It supports the same people: Older people.",
        ]
        assert second.reasons[2:] == []

    def test_counts_partners_and_narrower_themes(self, theme, request_):
        partner = OrganisationFactory()
        ReviewOfferFactory(organisation=partner)
        narrower = ThemeFactory(parent=theme)
        PracticePageFactory(reference="P77", themes=[narrower], partners=[partner])
        PracticePageFactory(themes=[theme], partners=[ReviewOfferFactory().organisation])

        assert organisations(request_) == [partner]

    def test_leaves_out_who_asks_is_invited_or_did_not_offer(self, theme, request_, willing):
        ReviewOfferFactory(organisation=request_.organisation)
        PracticePageFactory(lead_organisation=request_.organisation, themes=[theme])
        PracticePageFactory(themes=[theme])
        PeerReviewFactory(request=request_, reviewer=willing())

        assert organisations(request_) == []

    def test_takes_no_reason_from_what_is_private(self, theme, request_):
        offer = ReviewOfferFactory()
        make_private(PracticePageFactory(lead_organisation=offer.organisation, themes=[theme]))

        assert organisations(request_) == []

    @pytest.mark.parametrize("total", [1, 7])
    def test_takes_as_many_queries_however_many_offer(
        self, request_, willing, django_assert_num_queries, total
    ):
        for _number in range(total):
            willing()

        with django_assert_num_queries(10):
            propose_reviewers(request_)
