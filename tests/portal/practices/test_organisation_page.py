"""The public page of an organisation: what it says of itself, and what it never says."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from portal.organisations.enums import CharterStatus, LivingWageStatus, SizeBand
from portal.organisations.models import DeclaredService, DoNotPair, MatchingProfile
from portal.organisations.models.profile import Rating, TurnoverBand
from portal.practices.enums import Confirmation
from tests.factories.adoptions import AdoptionFactory
from tests.factories.organisations import (
    AreaFactory,
    CapacityOfferFactory,
    DeclaredServiceFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    ServiceTypeFactory,
)
from tests.factories.practices import PracticePageFactory, make_private, practice_library
from tests.pages import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/circle/"


@pytest.fixture
def organisation():
    return OrganisationFactory(slug="circle", name="HMR Circle")


@pytest.fixture
def confided(organisation):
    """Everything that an organisation may tell the matching alone."""
    MatchingProfile.objects.create(
        organisation=organisation,
        opted_in_at=datetime(2026, 1, 1, tzinfo=UTC),
        turnover_band=TurnoverBand.UNDER_5M,
        max_share_percent=37,
    )
    CapacityOfferFactory(organisation=organisation, weekly_hours=987_654)
    DoNotPair.objects.create(organisation=organisation, other=OrganisationFactory(name="Unliked"))
    DeclaredServiceFactory(
        organisation=organisation, service_type=ServiceTypeFactory(name="Whispered care")
    )
    # Not “37” alone: the time of day in a feed may hold it.
    share = ("37%", "37 per", "max_share")
    return ("987654", "987,654", "£1 million", *share, "Unliked", "Whispered care")


def read(client, address=ADDRESS):
    return text_of(client.get(address))


class TestWhatItSays:
    def test_is_dated(self, client, organisation):
        organisation.size_band = SizeBand.SMALL
        organisation.charter_status = CharterStatus.MEMBER
        organisation.charter_date = date(2025, 3, 1)
        organisation.living_wage_status = LivingWageStatus.ACCREDITED
        organisation.living_wage_date = date(2024, 11, 5)
        organisation.save()

        text = read(client)

        assert "10 to 49 people" in text
        assert "Member <span" in text
        assert "(as of March 2025)" in text
        assert "Accredited by the Living Wage Foundation" in text
        assert "(as of November 2024)" in text

    def test_is_told_as_not_said_where_it_is_silent(self, client, organisation):
        assert read(client).count("Not said") == 4

    @pytest.mark.parametrize(
        "half",
        [
            {"charter_status": CharterStatus.MEMBER},
            {"charter_date": date(2025, 3, 1)},
            {"living_wage_status": LivingWageStatus.PAYS},
            {"living_wage_date": date(2025, 3, 1)},
            {"size_band": "huge"},
        ],
        ids=str,
    )
    def test_is_never_stored_without_its_date(self, half):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationFactory(**half)


class TestServices:
    @pytest.mark.parametrize(("kind", "is_asked"), [("provider", True), ("funder", False)])
    def test_are_missed_of_those_alone_who_give_some(self, client, organisation, kind, is_asked):
        organisation.kind = kind
        organisation.save()

        page = text_of(client.get(organisation.get_absolute_url()))

        assert ("It has not said yet which services it gives." in page) is is_asked

    def test_are_named_with_code_place_and_rating(self, client, organisation):
        service = DeclaredServiceFactory(
            organisation=organisation,
            service_type=ServiceTypeFactory(name="Home care", cpv_code="85312400"),
            is_public=True,
            rating=Rating.GOOD,
            rating_date=date(2025, 5, 6),
            rating_url="https://www.cqc.org.uk/location/1-1",
        )
        service.areas.add(AreaFactory(name="Rochdale"))

        text = read(client)

        assert "Home care" in text
        assert "Code in public notices (CPV): 85312400." in text
        assert "Where: Rochdale" in text
        assert "Regulator's rating: Good, 6 May 2025." in text
        assert 'href="https://www.cqc.org.uk/location/1-1"' in text

    def test_cost_as_many_queries_for_many_as_for_one(
        self, client, organisation, django_assert_num_queries, django_assert_max_num_queries
    ):
        def add_one():
            DeclaredServiceFactory(organisation=organisation, is_public=True).areas.add(
                AreaFactory()
            )
            AdoptionFactory(organisation=organisation)

        add_one()
        client.get(ADDRESS)
        with django_assert_max_num_queries(16) as few:
            client.get(ADDRESS)
        for _row in range(5):
            add_one()

        with django_assert_num_queries(len(few)):
            client.get(ADDRESS)


class TestAdoptions:
    def test_are_linked(self, client, organisation):
        practice = PracticePageFactory(title="Members lead")
        AdoptionFactory(organisation=organisation, practice=practice)

        text = read(client)

        assert f'href="{practice.url}">Members lead</a>: Running it. Confirmed' in text

    def test_of_closed_practices_are_left_out(self, client, organisation):
        practice = PracticePageFactory(title="Secret practice")
        AdoptionFactory(organisation=organisation, practice=practice)
        make_private(practice)

        assert "Secret practice" not in read(client)

    def test_in_dispute_are_left_to_the_page_of_the_practice(self, client, organisation):
        AdoptionFactory(
            organisation=organisation,
            practice=PracticePageFactory(title="Members lead"),
            confirmation=Confirmation.DISPUTED,
            dispute="They never began.",
        )

        assert "Members lead" not in read(client)


class TestFormerName:
    def test_leads_to_the_page(self, client, organisation):
        OrganisationNameFactory(organisation=organisation, name="Old Circle")

        response = client.get("/organisations/old-circle/")

        assert (response.status_code, response.url) == (301, ADDRESS)

    def test_of_two_organisations_leads_nowhere(self, client, organisation):
        for owner in (organisation, OrganisationFactory()):
            OrganisationNameFactory(organisation=owner, name="Old Circle")

        assert client.get("/organisations/old-circle/").status_code == 404

    def test_yields_to_an_organisation_that_bears_it_now(self, client, organisation):
        OrganisationNameFactory(organisation=OrganisationFactory(), name="Circle")

        assert client.get(ADDRESS).status_code == 200


class TestWhatIsPrivate:
    @pytest.mark.parametrize(
        "address",
        [
            ADDRESS,
            "/organisations/?letter=h",
            "/practices/?q=circle",
            "/practices/feed/?q=circle",
            "/practices/csv/?q=circle",
            "/api/v1/practices/?q=circle",
            "/sitemap.xml",
        ],
    )
    def test_is_not_at(self, client, organisation, confided, address):
        PracticePageFactory(title="Circle", slug="circle-practice", lead_organisation=organisation)
        body = client.get(address).getvalue().decode()
        # An address of a script may hold any digits.
        shown = "".join(line for line in body.splitlines(keepends=True) if "/static/" not in line)

        assert [word for word in confided if word in shown] == []

    def test_was_there_to_be_found(self, organisation, confided):
        assert DeclaredService.objects.get().is_public is False
        assert len(confided) == 8


class TestForMachines:
    def test_page_is_marked_up(self, client, organisation):
        OrganisationNameFactory(organisation=organisation, name="Old Circle")

        text = read(client)

        assert 'itemtype="https://schema.org/Organization"' in text
        assert '<meta itemprop="alternateName" content="Old Circle">' in text

    def test_sitemap_names_real_organisations_alone(self, client, organisation):
        practice_library()  # A sitemap is that of a site, which the front page comes with.
        OrganisationFactory(slug="made-up", example=True)

        sitemap = client.get("/sitemap.xml").content.decode()

        assert "<loc>http://testserver/organisations/circle/</loc>" in sitemap
        assert "made-up" not in sitemap
