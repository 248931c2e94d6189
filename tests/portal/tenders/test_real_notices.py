"""The notices of four publishers, where their files are at hand: every fact as they state it."""

from pathlib import Path

import pytest

from portal.tenders.models import ImportIssue, Tender
from portal.tenders.services import import_releases
from tests.factories.organisations import AreaFactory
from tests.portal.tenders.conftest import AT

NOTICES = Path(__file__).parents[4] / "shared" / "ocds"
FIFE_END = "2019-05-13T12:00:00+00:00"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not NOTICES.is_dir(), reason="the real notices are not on this machine"),
]


@pytest.fixture
def report():
    for slug in ("united-kingdom", "london", "north-west"):
        AreaFactory(slug=slug)
    return import_releases([NOTICES], at=AT)


class TestRealNotices:
    def test_are_all_accepted(self, report):
        assert report.refused == []
        assert len(report.accepted) == Tender.objects.count() == 13

    def test_change_nothing_when_they_come_again(self, report):
        issues = ImportIssue.objects.count()

        again = import_releases([NOTICES], at=AT)

        assert again.outcomes == {"created": 0, "updated": 0, "unchanged": 13}
        assert ImportIssue.objects.count() == issues

    def test_without_an_id_get_one(self, report):
        made = [item for item in report.repaired if item.repair.path == "id"]

        assert {item.ocid[:12] for item in made} == {"ocds-r6ebe6-"}
        assert len(made) == 2

    def test_with_no_real_limit_of_lots_have_none(self, report):
        tender = Tender.objects.get(ocid="ocds-r6ebe6-0000567519")

        assert tender.maximum_lots_bid is None
        assert [lot.value_amount for lot in tender.lots.order_by("lot_id")] == [5000000, 2500000]

    def test_for_twelve_regions_are_for_the_country(self, report):
        tender = Tender.objects.get(title="Placements Award Notice's")

        assert [area.slug for area in tender.areas.all()] == ["united-kingdom"]
        assert tender.lots.get().stated_areas.count() == 12

    def test_about_care_are_found_by_words_where_the_codes_are_not(self, report):
        found = dict(Tender.objects.values_list("title", "is_care_relevant"))

        assert found["NMPH (Non-Medical Personal Help)"]
        assert not found["Windows and Porches Programme"]
        assert not found["Northumberland County Council Heat Networks"]

    @pytest.mark.parametrize(
        ("ocid", "facts"),
        [
            ("ocds-h6vhtk-06a949", ("active", "open", "psr", "2026-07-13T11:00:00+00:00")),
            ("ocds-h6vhtk-068ae4", ("planned", "planned", "pa2023", None)),
            ("ocds-r6ebe6-0000580540", ("active", "open", "directive-2014", FIFE_END)),
        ],
    )
    def test_keep_status_stage_rules_and_deadline(self, report, ocid, facts):
        tender = Tender.objects.get(ocid=ocid)

        end_at = tender.tender_period_end_at
        assert facts == (
            tender.status,
            tender.stage,
            tender.legal_regime,
            end_at.isoformat() if end_at else None,
        )

    def test_of_every_code_keep_all(self, report):
        lot = Tender.objects.get(ocid="ocds-h6vhtk-06a75c").lots.get()

        assert [code.code for code in lot.classifications.order_by("pk")] == [
            "85000000",
            "85300000",
            "85310000",
            "85312120",
            "85312110",
            "85312100",
        ]

    def test_keep_what_weighs_and_the_sum_with_tax(self, report):
        heat = Tender.objects.get(ocid="ocds-h6vhtk-068ae4")
        recovery = Tender.objects.get(ocid="ocds-r6ebe6-0000567519")

        assert (heat.value_gross_amount, heat.notice_type) == (36_000_000, "UK1")
        for lot in recovery.lots.all():
            assert [weight for _name, weight in lot.award_criteria] == ["70", "30"]

    def test_leave_contacts_in_the_raw_release(self, report):
        kept = [str(row) for row in Tender.objects.values_list()]
        kept += [str(row) for row in ImportIssue.objects.values_list()]

        assert not any("REDACTED" in text for text in kept)
