"""Days that do not exist refuse their release by field; what stands for no date does not."""

from datetime import date

import pytest

from portal.tenders.models import Release, Tender

pytestmark = pytest.mark.django_db
IMPOSSIBLE = [
    "2026-02-30",
    "2026-02-30T12:00:00Z",
    "0000-01-01T12:00:00Z",
    "2026-05-01T12:00:00+99:99",
    "2026-05-01T25:00:00Z",
    "yesterday",
    "01/05/2026",
    "4440-01-01T12:00:00Z",
    "1999-12-31T12:00:00Z",
    "２０２６-05-01T12:00:00Z",
    "２０２６-０５-０１",
    20260501,
    {"on": "2026-05-01"},
]
PLACES = [
    "date",
    "tender/expressionOfInterestDeadline",
    "tender/tenderPeriod/endDate",
    "tender/enquiryPeriod/endDate",
    "tender/contractPeriod/startDate",
    "tender/contractPeriod/endDate",
    "tender/contractPeriod/maxExtentDate",
    "tender/lots/1/contractPeriod/startDate",
    "tender/lots/1/contractPeriod/endDate",
    "tender/lots/1/contractPeriod/maxExtentDate",
    "planning/milestones/0/dueDate",
]
NO_DATES = [
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31",
    "9999-12-31T23:59:59.9999999Z",
]


@pytest.fixture
def stating(release):
    """A release with a value at a path, its lists long enough."""

    def made(path, value):
        lots = [{"id": "1"}, {"id": "2"}] if "lots" in path else []
        tender = {"title": "Home care", "status": "active"} | ({"lots": lots} if lots else {})
        found = release(tender=tender, planning={"milestones": [{"id": "m", "type": "engagement"}]})
        *parents, key = path.split("/")
        part = found
        for name in parents:
            part = part[int(name)] if isinstance(part, list) else part.setdefault(name, {})
        part[key] = value
        return found

    return made


class TestDateThatDoesNotExist:
    @pytest.mark.parametrize("value", IMPOSSIBLE, ids=str)
    def test_refuses_its_release_and_no_other(self, imported, release, stating, value):
        bad = [stating(path, value) for path in PLACES]

        report = imported({"releases": [*bad, release(ocid="ocds-example-good")]})

        assert [(item.place.row, item.path) for item in report.refused] == list(
            enumerate(PLACES, 1)
        )
        assert {item.ocid for item in report.refused} == {"ocds-example-1"}
        assert all(item.reason and item.value for item in report.refused)
        assert [tender.ocid for tender in Tender.objects.all()] == ["ocds-example-good"]

    def test_is_not_looked_for_where_no_fact_is_read(self, imported, release):
        documents = [{"id": "1", "datePublished": "2026-02-30"}]

        report = imported(release(tender={"title": "T", "documents": documents}))

        assert report.refused == []

    @pytest.mark.parametrize("day", ["2000-01-01T12:00:00Z", "2100-12-31T12:00:00Z"])
    def test_is_none_of_the_first_and_last_years(self, imported, stating, day):
        report = imported(stating("tender/contractPeriod/endDate", day))

        assert report.refused == []
        assert Tender.objects.get().lots.get().contract_end_date == date.fromisoformat(day[:10])

    def test_in_a_release_from_before_the_rule_is_left_out_of_the_tender(
        self, imported, release, stating
    ):
        imported(release())
        stored = Release.objects.get()
        raw = stored.raw.replace('"title"', '"contractPeriod": {"endDate": "2026-02-30"}, "title"')
        Release.objects.create(
            tender=stored.tender,
            release_id="r0",
            tags=["planning"],
            released_at="2026-10-01T09:00:00Z",
            raw=raw,
            sha256="0" * 64,
            imported_at=stored.imported_at,
        )

        report = imported(release(id="r2", date="2026-11-09T00:00:00Z"))

        assert report.refused == []
        assert "tender/contractPeriod/endDate" in [item.repair.path for item in report.repaired]
        assert Tender.objects.get().lots.get().contract_end_date is None


class TestDateThatStandsForNone:
    @pytest.mark.parametrize("value", NO_DATES)
    def test_is_taken_as_silence_and_named(self, imported, stating, value):
        for number, path in enumerate(PLACES[1:]):
            report = imported(stating(path, value) | {"ocid": f"ocds-example-{number}"})

            assert report.refused == []
            named = [(item.repair.path, item.repair.value) for item in report.repaired]
            assert (path, value) in named
        assert not Tender.objects.exclude(tender_period_end_at=None).exists()

    def test_of_a_release_lets_the_package_date_it(self, imported, release):
        report = imported(
            {
                "publishedDate": "2026-11-03T09:00:00Z",
                "releases": [release(date="0001-01-01T00:00:00Z"), release(date=None, id="r2")],
            }
        )

        assert len(report.accepted) == 2
        assert {row.released_at.day for row in Release.objects.all()} == {3}
