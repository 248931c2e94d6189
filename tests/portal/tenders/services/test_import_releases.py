"""What an import writes, leaves alone and tells."""

import pytest
from django.db import IntegrityError

from portal.tenders.models import ImportIssue, Lot, Release, Tender
from portal.tenders.services import import_releases
from tests.factories.organisations import AreaFactory
from tests.portal.tenders.conftest import AT, FIXTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def greater_manchester():
    region = AreaFactory(slug="greater-manchester")
    for slug in ("bury", "salford", "trafford"):
        AreaFactory(slug=slug, parent=region)
    return region


class TestImportReleases:
    def test_compiles_the_releases_of_one_ocid_into_one_tender(self, greater_manchester):
        report = import_releases([FIXTURES / "package.json"], at=AT)

        tender = Tender.objects.get(ocid="ocds-example-homecare")
        assert report.outcomes == {"created": 2, "updated": 1, "unchanged": 0}
        assert tender.releases.count() == 2
        assert (tender.status, tender.stage) == ("active", "open")
        assert tender.tender_period_end_at.isoformat() == "2099-07-13T11:00:00+00:00"
        assert (tender.suitability_sme, tender.suitability_vcse) == (True, None)
        assert (tender.maximum_lots_bid, tender.maximum_lots_awarded) == (None, 1)
        assert tender.is_example
        assert tender.is_care_relevant

    def test_gives_each_lot_its_own_codes_and_places(self, greater_manchester):
        import_releases([FIXTURES / "package.json"], at=AT)

        first, second = Lot.objects.filter(tender__ocid="ocds-example-homecare").order_by("lot_id")
        assert [code.code for code in first.classifications.all()] == ["85312000"]
        assert {area.slug for area in first.areas.all()} == {"bury"}
        assert {area.slug for area in second.areas.all()} == {"salford", "trafford"}
        assert second.stated_areas.get().area == greater_manchester
        assert str(first.contract_start_date) == "2099-04-01"

    def test_keeps_an_unknown_place_as_text(self, greater_manchester):
        import_releases([FIXTURES / "package.json"], at=AT)

        lot = Lot.objects.get(tender__ocid="ocds-example-daycentre")
        assert lot.is_implicit
        stated = {area.text: area.area for area in lot.stated_areas.all()}
        assert stated == {"Greater Manchester": greater_manchester, "Example Vale": None}

    def test_changes_nothing_the_second_time(self):
        import_releases([FIXTURES], at=AT)
        before = _everything()

        report = import_releases([FIXTURES], at=AT)

        assert set(report.outcomes.values()) == {0, len(report.accepted)}
        assert _everything() == before

    def test_gives_one_result_in_any_order(self, imported, release):
        older = release(id="a", date="2026-11-01T10:00:00+01:00", tender={"title": "Older"})
        newer = release(id="b", date="2026-11-01T09:30:00Z", tender={"title": "Newer"})

        imported({"releases": [newer, older]})

        # 10:00 in +01:00 is before 09:30 in UTC, though its text sorts after it.
        assert Tender.objects.get().title == "Newer"

    def test_joins_no_releases_of_two_procurements_under_one_ocid(self, imported, release):
        other = {"name": "Example Hospital"}
        first = release(tender={"title": "Home care", "lots": [{"id": "1", "title": "North"}]})
        second = release(
            id="r2", date="2026-11-05T00:00:00Z", buyer=other, tender={"title": "Window cleaning"}
        )

        report = imported({"releases": [first, second]})

        tender = Tender.objects.get()
        assert (tender.buyer_name, tender.title) == ("Example Hospital", "Window cleaning")
        assert tender.lots.get().is_implicit
        assert tender.releases.count() == 2
        assert "not joined" in " ".join(item.repair.action for item in report.repaired)

    @pytest.mark.parametrize(
        "change",
        [
            {"tender": {"title": "Home care and more"}},
            {"buyer": {"name": "Example Unitary Council"}},
            {"buyer": {"name": "EXAMPLE  council"}, "tender": {"title": "Care at home"}},
        ],
        ids=["title", "buyer", "spelling of the buyer"],
    )
    def test_joins_a_release_that_changes_one_of_both(self, imported, release, change):
        first = release(tender={"title": "Home care", "lots": [{"id": "1", "title": "North"}]})
        second = release(id="r2", date="2026-11-05T00:00:00Z", **change)

        imported({"releases": [first, second]})

        assert Tender.objects.get().lots.get().title == "North"

    def test_reaches_old_notices_with_a_new_area(self):
        import_releases([FIXTURES / "package.json"], at=AT)
        bury = AreaFactory(slug="bury")

        report = import_releases([FIXTURES / "package.json"], at=AT)

        assert report.outcomes["updated"] == 1
        assert bury in Tender.objects.get(ocid="ocds-example-homecare").areas.all()

    def test_keeps_the_row_of_a_lot_when_the_notice_changes(self, imported, release):
        lots = [{"id": "1", "title": "One"}, {"id": "2", "title": "Two"}]
        imported(release(tender={"title": "T", "status": "active", "lots": lots}))
        before = dict(Lot.objects.values_list("lot_id", "pk"))

        changed = release(
            id="r2", date="2026-11-05T00:00:00Z", tender={"lots": [{"id": "2", "title": "Zwei"}]}
        )
        imported(changed)

        assert dict(Lot.objects.values_list("lot_id", "pk")) == before
        assert Lot.objects.get(lot_id="2").title == "Zwei"

    def test_writes_nothing_on_a_dry_run_and_tells_the_same(self):
        dry = import_releases([FIXTURES], at=AT, is_dry_run=True)
        was_empty = not Tender.objects.exists() and not ImportIssue.objects.exists()

        real = import_releases([FIXTURES], at=AT)

        assert was_empty
        assert dry.as_json() == real.as_json()

    def test_reads_record_packages_and_says_which_record_only_links(self):
        report = import_releases([FIXTURES / "records.json"], at=AT)

        assert Tender.objects.get(ocid="ocds-example-respite").title == "Respite care, updated"
        assert Tender.objects.filter(ocid="ocds-example-linked").exists()
        assert [(item.place.row, item.ocid) for item in report.refused] == [
            (3, "ocds-example-lost")
        ]

    def test_keeps_contact_persons_in_the_raw_release_only(self):
        import_releases([FIXTURES / "package.json"], at=AT)

        kept = [
            str(row) for model in (Tender, Lot, ImportIssue) for row in model.objects.values_list()
        ]
        assert not any("testperson" in text.lower() for text in kept)
        assert "Exampla Testperson" in Release.objects.get(release_id="r2").raw

    def test_leaves_no_trace_of_a_release_that_the_database_refuses(
        self, imported, release, monkeypatch
    ):
        def fail(*args, **kwargs):
            raise IntegrityError("no room")

        monkeypatch.setattr(Release.objects, "create", fail)

        report = imported(release())

        assert not Tender.objects.exists()
        assert "no room" in report.refused[0].reason

    def test_says_so_when_a_folder_is_empty_or_a_file_is_not_there(self, tmp_path):
        report = import_releases([tmp_path, tmp_path / "none.json"], at=AT)

        assert [item.place.row for item in report.refused] == [0, 0]
        assert "no .json file" in report.refused[0].reason
        assert report.refused[1].place.file == "none.json"


def _everything():
    models = (Tender, Lot, Release, ImportIssue)
    return {model.__name__: sorted(map(str, model.objects.values_list())) for model in models}
