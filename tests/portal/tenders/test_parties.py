"""Buyers and suppliers of a notice are found among the organisations here by their numbers."""

import pytest

from portal.tenders.models import Tender, TenderParty
from tests.factories.organisations import OrganisationFactory, OrganisationIdentifierFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

OCID = "ocds-h6vhtk-000001"
COUNCIL = {
    "id": "p1",
    "name": "Anytown Council",
    "roles": ["buyer"],
    "identifier": {"scheme": "GB-PPON", "id": "PJJX-1133-JRGV"},
}
FIRM = {
    "id": "p2",
    "name": "Care Firm",
    "roles": ["supplier", "tenderer"],
    "identifier": {"scheme": "GB-COH", "id": "1234567"},
    "additionalIdentifiers": [{"scheme": "GB-PPON", "id": "PYBM-6288-WNYY"}],
}
PERSON = {"id": "p3", "name": "Ada Person", "roles": ["supplier"]}


@pytest.fixture
def page(imported, release, client):
    """Imports a notice with these parties and gives the text of its page."""

    def of(*parties):
        report = imported(release(ocid=OCID, parties=list(parties)))
        tender = Tender.objects.get(ocid=OCID)
        return report, text_of(client.get(tender.get_absolute_url()))

    return of


class TestParties:
    def test_are_kept_by_each_number_and_without_a_name(self, page):
        page(COUNCIL, FIRM, PERSON)

        assert {str(party) for party in TenderParty.objects.all()} == {
            "buyer: GB-PPON-PJJX-1133-JRGV",
            "supplier: GB-COH-01234567",
            "supplier: GB-PPON-PYBM-6288-WNYY",
        }

    def test_are_linked_on_the_page_where_they_are_here(self, page):
        for scheme, number in [("GB-PPON", "PJJX-1133-JRGV"), ("GB-COH", "01234567")]:
            OrganisationIdentifierFactory(
                organisation__slug=number.lower(), scheme=scheme, number=number
            )

        _report, text = page(COUNCIL, FIRM, PERSON)

        assert 'href="/organisations/pjjx-1133-jrgv/">Example Council</a>' in text
        assert "Suppliers that are in this network" in text
        assert 'href="/organisations/01234567/"' in text

    def test_are_not_guessed_by_name(self, page):
        OrganisationFactory(name="Anytown Council", slug="anytown")
        OrganisationFactory(name="Care Firm", slug="firm")

        _report, text = page(COUNCIL, FIRM)

        assert "/organisations/" not in text[text.index("Key facts") : text.index("UK time")]
        assert "Suppliers that are in this network" not in text

    def test_are_found_once_whatever_the_order_of_two_numbers(self, page):
        organisation = OrganisationFactory(name="Care Firm")
        for scheme, number in [("GB-COH", "01234567"), ("GB-PPON", "PYBM-6288-WNYY")]:
            OrganisationIdentifierFactory(organisation=organisation, scheme=scheme, number=number)

        _report, text = page(FIRM)

        assert text.count(f'href="{organisation.get_absolute_url()}"') == 1

    @pytest.mark.parametrize("number", ["12", "00000000", "x" * 9000, 7, None, {"a": 1}])
    def test_with_a_number_that_cannot_be_are_left_out(self, page, number):
        firm = {**FIRM, "identifier": {"scheme": "GB-COH", "id": number}}

        report, _text = page(firm)

        assert [str(party) for party in TenderParty.objects.all()] == [
            "supplier: GB-PPON-PYBM-6288-WNYY"
        ]
        assert len(report.accepted) == 1
        assert bool(report.repaired) == (number is not None)

    def test_of_a_register_that_we_do_not_know_are_left_out_without_a_word(self, page):
        report, _text = page({**COUNCIL, "identifier": {"scheme": "GB-SRS", "id": "x/y"}})

        assert not TenderParty.objects.exists()
        assert report.repaired == []

    def test_are_those_of_the_newest_notice(self, imported, release):
        imported(release(ocid=OCID, parties=[COUNCIL, FIRM]))
        other = {**FIRM, "identifier": {"scheme": "GB-COH", "id": "7654321"}}
        newer = {"id": "r2", "date": "2026-11-02T09:00:00Z", "parties": [COUNCIL, other]}

        imported(release(ocid=OCID, **newer))

        assert {str(party) for party in TenderParty.objects.all()} == {
            "buyer: GB-PPON-PJJX-1133-JRGV",
            "supplier: GB-COH-07654321",
            "supplier: GB-PPON-PYBM-6288-WNYY",
        }

    def test_stay_the_same_when_the_notice_is_imported_again(self, page):
        page(COUNCIL, FIRM)
        before = list(TenderParty.objects.values("pk"))

        report, _text = page(COUNCIL, FIRM)

        assert [item.outcome for item in report.accepted] == ["unchanged"]
        assert list(TenderParty.objects.values("pk")) == before
