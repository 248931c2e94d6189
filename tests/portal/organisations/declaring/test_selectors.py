"""What of a declaration counts, and what partners may read at which stage."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.organisations.declaring.selectors import (
    assets_in,
    facts_shown,
    hours_counted,
    offers_of,
)
from portal.organisations.declaring.services import (
    MatchingSaid,
    join_matching,
    leave_matching,
)
from portal.organisations.models.opt_in import ShareStage
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import (
    AreaFactory,
    AssetOfferFactory,
    CapacityOfferFactory,
    DeclaredServiceFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 1, 12, tzinfo=UTC)
TODAY = date(2026, 2, 1)


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def said():
    return MatchingSaid(
        purposes=["tenders"],
        weekly_hours=40,
        free_from=None,
        free_until=None,
        turnover_band="under-1m",
        max_share_percent=100,
        max_team_size=6,
        is_willing_to_lead=False,
        stands_for=["local"],
        sharing={"ratings": "introduced", "hours": "bound", "values": "introduced"},
    )


def shown(member, stage):
    return facts_shown(member.organisation, stage, at=AT)


class TestFactsShown:
    def test_grow_with_the_stage(self, member, said):
        rated = DeclaredServiceFactory(
            organisation=member.organisation, rating="good", rating_date=date(2025, 5, 6)
        )
        registered = DeclaredServiceFactory(organisation=member.organisation, is_registered=True)
        said.sharing["registered"] = "bound"
        join_matching(organisation=member.organisation, by=member.user, said=said, at=AT)

        introduced = shown(member, ShareStage.INTRODUCED)

        assert introduced == {
            "ratings": [rated],
            "values": ["Rooted in one neighbourhood"],
        }
        assert shown(member, ShareStage.BOUND) == {
            **introduced,
            "hours": 40,
            "registered": [registered],
        }

    def test_are_none_after_a_withdrawal(self, member, said):
        join_matching(organisation=member.organisation, by=member.user, said=said, at=AT)
        leave_matching(organisation=member.organisation, by=member.user, at=AT)

        assert shown(member, ShareStage.BOUND) == {}

    def test_are_none_without_a_choice(self, member):
        assert shown(member, ShareStage.BOUND) == {}


class TestHoursCounted:
    def test_prefer_what_was_said_of_the_tender(self, member):
        organisation = member.organisation
        CapacityOfferFactory(organisation=organisation, weekly_hours=40)
        CapacityOfferFactory(organisation=organisation, weekly_hours=7, ocid="ocds-1")

        def counted(ocid):
            return hours_counted(offers_of([organisation.pk]), ocid=ocid, start=TODAY, today=TODAY)

        assert counted("ocds-1") == {organisation.pk: 7}
        assert counted("ocds-2") == {organisation.pk: 40}

    @pytest.mark.parametrize(
        ("facts", "hours"),
        [
            ({"expires_date": TODAY}, 0),
            ({"expires_date": TODAY + timedelta(days=1)}, 40),
            ({"free_from": TODAY + timedelta(days=1)}, 0),
            ({"free_until": TODAY}, 0),
            ({"free_until": TODAY + timedelta(days=1)}, 40),
        ],
    )
    def test_count_only_while_they_stand(self, facts, hours):
        offer = CapacityOfferFactory(weekly_hours=40, **facts)

        counted = hours_counted(
            offers_of([offer.organisation_id]), ocid="", start=TODAY, today=TODAY
        )

        assert counted == {offer.organisation_id: hours}


class TestAssetsIn:
    def test_are_those_inside_around_or_anywhere(self):
        region = AreaFactory()
        bury, leeds = AreaFactory(parent=region), AreaFactory()
        inside, around, anywhere = (AssetOfferFactory(area=area) for area in (bury, region, None))
        AssetOfferFactory(area=leeds)
        AssetOfferFactory(area=bury, expires_date=TODAY, declared_date=date(2025, 11, 1))
        AssetOfferFactory(area=bury, organisation__is_example=True)

        def found(area):
            return set(assets_in([area], is_example=False, today=TODAY))

        assert found(bury) == {inside, around, anywhere}
        assert found(region) == {inside, around, anywhere}
