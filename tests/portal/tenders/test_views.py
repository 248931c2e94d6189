"""The page of a tender, as a reader gets it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from portal.tenders.enums import NoticeSource
from portal.tenders.models import Tender
from portal.tenders.services import import_releases
from tests.factories.organisations import AreaFactory
from tests.factories.tenders import (
    LotAreaFactory,
    LotClassificationFactory,
    LotFactory,
    TenderFactory,
)
from tests.pages import text_of
from tests.portal.tenders.conftest import AT, FIXTURES

END = "2027-06-01T12:00:00Z"
pytestmark = pytest.mark.django_db


class TestTenderDetail:
    def test_says_at_a_lot_whom_that_lot_lets_bid(self, client, imported, release):
        own = {
            "reservedParticipation": ["smeVcse"],
            "reservedParticipationLocation": {"description": "Kent"},
        }
        stated = [{"id": "1", "title": "Bury"}, {"id": "2", "otherRequirements": own}]
        imported(release(tender={"title": "Home care", "status": "active", "lots": stated}))

        text = text_of(client.get(_page_of("ocds-example-1")))

        first, second = text.split("Lot 1: Bury")[1].split("Lot 2")
        for words in (
            "Only open to</dt>",
            "small firms and voluntary, community and social enterprises",
            "Only open to those based in</dt>",
            "Kent",
        ):
            assert words in second
        assert "Only open to" not in first

    def test_leads_to_the_same_procurement_under_another_ocid(self, client, imported, release):
        again = release(ocid="ocds-example-2", tender={"title": "HOME CARE", "status": "complete"})
        apart = release(ocid="ocds-example-3", buyer={"name": "Example Other Council"})
        imported(release(), again, apart)

        page = client.get(_page_of("ocds-example-1"))

        assert "another notice with this title" in text_of(page)
        assert _page_of("ocds-example-2") in page.content.decode()
        assert _page_of("ocds-example-3") not in page.content.decode()

    def test_warns_where_a_service_may_mean_an_earlier_hour_than_it_writes(self, client):
        end_at = datetime(2027, 6, 1, 12, tzinfo=UTC)
        scottish = NoticeSource.PUBLIC_CONTRACTS_SCOTLAND
        tender = TenderFactory(source=scottish, tender_period_end_at=end_at)

        text = text_of(client.get(tender.get_absolute_url()))

        assert "Bids may close at 12:00 already" in text

    def test_shows_what_a_notice_adds_about_itself(self, client, imported, release):
        tender = {"title": "Home care", "status": "active", "tenderPeriod": {"endDate": END}}
        more = "The deadline is 2 June 2027.\nThis contract is suitable for consortia."
        imported(release(tender=tender, description=more))

        text = text_of(client.get(_page_of("ocds-example-1")))

        assert "More from the notice" in text
        assert "speaks of a deadline on 2 June 2027" in text
        answer = text.split("Several providers that bid together")[1].split("Only open to")[0]
        assert "Yes" in answer

    def test_shows_lots_codes_in_words_places_and_limits(self, client):
        AreaFactory(slug="bury", name="Bury")
        import_releases([FIXTURES / "package.json"], at=AT)
        page = client.get(_page_of("ocds-example-homecare"))

        text = page.content.decode()
        for words in (
            "Lot 1: Home care in Bury",
            "Social work services without accommodation",
            "CPV 85312000",
            "£1,000,000",
            "1 April 2099",
            "13 July 2099 at 12:00",
            "UKD34",
            "Example: not a real tender",
        ):
            assert words in text

    def test_shows_the_terms_that_are_stated_and_no_row_for_others(self, client):
        silent = LotFactory().tender
        tender = TenderFactory(
            value_currency="GBP",
            value_gross_amount=120,
            minimum_value_amount=80,
            enquiry_end_at=datetime(2099, 1, 5, 17, 0, tzinfo=UTC),
            is_above_threshold=False,
            reserved_location="Lancashire",
            notice_type="UK4",
        )
        LotFactory(
            tender=tender,
            contract_latest_end_date=date(2105, 3, 31),
            award_criteria=[["Quality", "70"], ["Price", ""]],
        )

        text, other = (text_of(client.get(each.get_absolute_url())) for each in (tender, silent))

        for label, fact in (
            ("Value with tax", "£120"),
            ("Lowest value before tax", "£80"),
            ("Ask questions by", "5 January 2099 at 17:00"),
            ("Threshold of the rules", "Below it"),
            ("Only open to those based in", "Lancashire"),
            ("Kind of notice", "Tender notice (UK4)"),
            ("Ends at the latest, with all extensions", "31 March 2105"),
            ("How bids are weighed", "<li>Quality: 70</li>"),
        ):
            assert label in text
            assert fact in text
            assert label not in other

    def test_marks_its_boroughs_on_a_map_beside_the_list_of_areas(self, client):
        bury = AreaFactory(slug="bury", name="Bury")
        tender = TenderFactory(areas=[bury])

        text = client.get(tender.get_absolute_url()).content.decode()

        assert "Map of Greater Manchester. Marked: Bury." in text
        assert bury.get_absolute_url() in text

    @pytest.mark.parametrize(
        ("year", "words"), [(2099, "The notice says that bids are due by"), (2020, "were due by")]
    )
    def test_tells_the_deadline_of_a_planned_tender_as_it_lies(self, client, year, words):
        end_at = datetime(year, 1, 15, 12, 0, tzinfo=UTC)
        tender = TenderFactory(engagement=True, tender_period_end_at=end_at)

        assert words in client.get(tender.get_absolute_url()).content.decode()

    def test_shows_no_contact_person(self, client):
        import_releases([FIXTURES / "package.json"], at=AT)

        text = client.get(_page_of("ocds-example-homecare")).content.decode().lower()

        assert "testperson" not in text

    @pytest.mark.parametrize(
        ("said", "words"), [(True, "Yes"), (False, "No"), (None, "Not stated")]
    )
    def test_tells_the_buyers_claims_and_what_is_not_stated(self, client, said, words):
        tender = TenderFactory(suitability_sme=said, suitability_vcse=said)

        text = text_of(client.get(tender.get_absolute_url()))

        assert text.count(f'<dd class="govuk-summary-list__value"> {words} </dd>') >= 2

    def test_names_source_and_licence_of_a_real_notice(self, client):
        tender = TenderFactory(
            real=True,
            licence="http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            notice_url="https://www.find-tender.service.gov.uk/Notice/000001-2026",
        )

        text = client.get(tender.get_absolute_url()).content.decode()

        assert "Published on Find a Tender." in text
        assert "Open Government Licence v3.0" in text
        assert tender.notice_url in text
        assert "not a real tender" not in text

    def test_says_when_the_text_names_another_deadline_than_the_field(self, client):
        end_at = datetime(2099, 11, 5, 12, 0, tzinfo=UTC)
        words = "The closing date is 2 November 2099."
        tender = TenderFactory(description=words, tender_period_end_at=end_at)

        text = client.get(tender.get_absolute_url()).content.decode()

        assert "also speaks of a deadline on 2 November 2099" in text
        assert "5 November 2099 at 12:00" in text

    def test_warns_of_the_provider_selection_regime(self, client):
        tender = TenderFactory(legal_regime="psr")

        text = client.get(tender.get_absolute_url()).content.decode()

        assert "There may be nothing to bid for" in text

    def test_shows_the_buyers_words_as_words(self, client):
        tender = TenderFactory(description="<script>alert(1)</script>", source=NoticeSource.OTHER)

        text = client.get(tender.get_absolute_url()).content.decode()

        assert "<script>alert" not in text

    @pytest.mark.parametrize("pk", ["0", "7", "99999999999999999999999"])
    def test_is_not_found_for_another_number(self, client, pk):
        assert client.get(f"/tenders/{pk}/").status_code == 404

    def test_asks_the_database_no_more_for_many_lots(self, client, django_assert_max_num_queries):
        tender = TenderFactory()
        area = AreaFactory()
        for _ in range(6):
            lot = LotFactory(tender=tender)
            LotClassificationFactory(lot=lot)
            LotAreaFactory(lot=lot, area=area)

        with django_assert_max_num_queries(15):
            client.get(tender.get_absolute_url())

    def test_links_the_consortium_page_before_what_the_buyer_wants(self, client):
        tender = TenderFactory()

        text = client.get(tender.get_absolute_url()).content.decode()

        link = reverse("tender_consortia", args=[tender.pk])
        assert text.index(link) < text.index("What the buyer wants")


def _page_of(ocid):
    return Tender.objects.get(ocid=ocid).get_absolute_url()
