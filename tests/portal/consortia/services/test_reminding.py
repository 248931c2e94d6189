"""Declarations that grow old are asked for again, once before the day and once from it on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.consortia.services.reminding import remind_of_declarations
from portal.organisations.models import MatchingProfile, MatchOptIn
from portal.users.models import Notice
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import CapacityOfferFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)
AT = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def organisation():
    member = MemberFactory(organisation__name="HMR Circle")
    MatchingProfile.objects.create(
        organisation=member.organisation,
        opted_in_at=datetime(2026, 1, 1, tzinfo=UTC),
        turnover_band="under-1m",
    )
    return member.organisation


def told_on(days):
    return [remind_of_declarations(at=AT + timedelta(days=day)) for day in days]


class TestReminding:
    def test_tells_once_before_the_day_and_once_from_it_on(self, organisation):
        CapacityOfferFactory(organisation=organisation, expires_date=DAY)

        assert told_on([-8, -7, -1, 0, 1, 6, 7]) == [0, 1, 0, 1, 0, 0, 0]
        assert Notice.objects.filter(text__contains="1 April 2026").count() == 2

    def test_counts_a_yes_like_an_offer(self, organisation):
        MatchOptIn.objects.create(
            organisation=organisation,
            purpose="tenders",
            given_at=AT - timedelta(days=365),
            expires_at=AT,
        )

        assert told_on([-3]) == [1]

    def test_asks_nothing_of_who_left(self, organisation):
        CapacityOfferFactory(organisation=organisation, expires_date=DAY)
        MatchingProfile.objects.update(withdrawn_at=AT)

        assert told_on([-3, 0]) == [0, 0]
