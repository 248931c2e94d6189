"""No file stops an import, and each refusal names file, row, ocid and field."""

import importlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.tenders.models import ImportIssue, Release, Tender
from portal.tenders.services import import_releases
from tests.portal.tenders.conftest import AT

pytestmark = pytest.mark.django_db
DEEP = "[" * 100_000 + "]" * 100_000
NONSENSE = [
    "{}",
    "[]",
    "[[]]",
    "{" * 100_000,
    DEEP,
    '{"releases": 5}',
    '{"releases": {"ocid": "x"}}',
    '{"a": "\\',
    "[1,,2]",
]


def _text(release, **raw):
    """A release as JSON text in which some tender fields are raw text."""
    text = json.dumps(release)
    inner = ", ".join(f'"{key}": {value}' for key, value in raw.items())
    return text.replace('"tender": {', f'"tender": {{{inner}, ')


class TestBadRelease:
    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"ocid": None}, "ocid"),
            ({"ocid": ""}, "ocid"),
            ({"ocid": 17}, "ocid"),
            ({"ocid": ["ocds-example-1"]}, "ocid"),
            ({"ocid": "x" * 101}, "ocid"),
            ({"date": None}, "date"),
        ],
    )
    def test_is_refused_by_field_and_the_rest_is_imported(self, imported, release, wrong, field):
        good = release(ocid="ocds-example-good")

        report = imported({"releases": [release(**wrong), good]})

        refused = report.refused[0]
        assert (refused.place.file, refused.place.row, refused.path) == ("file1.json", 1, field)
        assert [tender.ocid for tender in Tender.objects.all()] == ["ocds-example-good"]
        assert ImportIssue.objects.get(kind="refused").row == 1

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e9999", "1" * 5000])
    def test_with_a_number_that_is_none_is_refused(self, imported, release, number):
        raw = f'{{"amount": {number}, "currency": "GBP"}}'

        report = imported(_text(release(), value=raw), release(ocid="ocds-example-good"))

        refused = report.refused[0]
        assert (refused.ocid, refused.path) == ("ocds-example-1", "tender/value/amount")
        assert [tender.ocid for tender in Tender.objects.all()] == ["ocds-example-good"]

    def test_with_an_id_that_another_one_has_is_kept_and_named_the_same_each_time(
        self, imported, release
    ):
        older = release(tender={"title": "Older", "status": "active"})
        newer = release(date="2026-11-02T09:00:00Z", tender={"title": "Newer", "status": "active"})

        told = [imported({"releases": [newer, older]}) for _time in range(2)]

        assert Tender.objects.get().title == "Newer"
        for report in told:
            assert [(item.place.row, item.repair.value) for item in report.repaired] == [(2, "r1")]

    @pytest.mark.parametrize(
        "broken",
        [
            '{"ocid": "x" "id": 1}',
            "{'ocid': 'x'}",
            '{"ocid": x}',
            '{"ocid": "x", "a": ' + DEEP + "}",
        ],
        ids=["comma", "quotes", "bare word", "deep"],
    )
    def test_that_is_not_json_does_not_stop_the_next(self, imported, release, broken):
        report = imported('{"releases": [' + broken + ",\n" + json.dumps(release()) + "]}")

        assert [item.place.row for item in report.refused] == [1]
        assert [item.place.row for item in report.accepted] == [2]
        assert report.accepted[0].place.line == 2

    def test_is_refused_when_a_key_stands_twice_with_two_values(self, imported, release):
        report = imported(_text(release(), title='"Another"'))

        assert report.refused[0].path == "tender/title"
        assert not Tender.objects.exists()

    def test_is_refused_when_it_is_too_large_for_the_memory(self, imported, release):
        large = release(tender={"title": "T", "description": "x" * 4 * 1024 * 1024})

        report = imported({"releases": [large, release(ocid="ocds-example-good")]})

        assert [(item.place.row, item.reason) for item in report.refused] == [
            (1, "It is over 4 MB. Ask the publisher.")
        ]
        assert [tender.ocid for tender in Tender.objects.all()] == ["ocds-example-good"]

    def test_is_the_last_one_told_of_where_a_run_has_too_many(self, imported, release, monkeypatch):
        module = importlib.import_module("portal.tenders.services.import_releases")
        monkeypatch.setattr(module, "MOST_RELEASES", 3)
        many = [release(ocid=f"ocds-example-{number}") for number in range(5)]

        report = imported({"releases": many[:2]}, {"releases": many[2:]})

        assert len(report.accepted) == Tender.objects.count() == 3
        assert [(item.place.file, item.place.row) for item in report.refused] == [("file2.json", 2)]
        assert "nothing was read" in report.refused[0].reason

    def test_names_a_stranger_in_the_list(self, imported, release):
        report = imported({"releases": [7, release()]})

        assert report.refused[0].value == "7"
        assert Tender.objects.count() == 1

    def test_that_turns_an_object_into_a_text_does_not_spoil_the_tender(self, imported, release):
        imported(release(tender={"title": "Good", "status": "active", "value": {"amount": 5}}))

        report = imported(
            release(id="r2", date="2026-11-09T00:00:00Z", tender={"title": "B", "value": "much"})
        )

        assert len(report.accepted) + len(report.refused) == 1
        assert Release.objects.count() == len(report.accepted) + 1
        assert Tender.objects.get().title == ("B" if report.accepted else "Good")


class TestBadValue:
    @pytest.mark.parametrize(
        ("tender", "field"),
        [
            ({"value": {"amount": -5, "currency": "GBP"}}, "tender/value/amount"),
            ({"value": {"amount": "five", "currency": "GBP"}}, "tender/value/amount"),
            ({"value": {"amount": True, "currency": "GBP"}}, "tender/value/amount"),
            ({"value": {"amount": 10**20, "currency": "GBP"}}, "tender/value/amount"),
            ({"value": {"amount": 5}}, "tender/value/currency"),
            ({"value": [5]}, "tender/value"),
            ({"status": "perhaps"}, "tender/status"),
            ({"title": None}, "tender/title"),
            ({"title": {"en": "Home care"}}, "tender/title"),
            ({"title": "x" * 501}, "tender/title"),
            ({"lots": "two"}, "tender/lots"),
            ({"lots": [7]}, "tender/lots/0"),
            ({"lots": [{"title": "A"}]}, "tender/lots/0/id"),
            ({"suitability": {"sme": "maybe"}}, "tender/suitability/sme"),
            ({"tenderPeriod": {"endDate": "2026-12-01"}}, "tender/tenderPeriod/endDate"),
            ({"classification": {"scheme": "CPV", "id": "85"}}, "tender/classification/id"),
            ({"classification": {"scheme": "CPV", "id": "85000000-9"}}, "tender/classification/id"),
            ({"lotDetails": {"maximumLotsBidPerSupplier": 9999999}},
             "tender/lotDetails/maximumLotsBidPerSupplier"),
            ({"lots": [{"id": "1"}, {"id": "2"}], "items": [{"id": "1", "relatedLot": "2"}]},
             "tender/lots/0"),
            ({"value": {"amount": 5, "currency": "GBP"},
              "lots": [{"id": str(n), "value": {"amount": 4, "currency": "GBP"}} for n in (1, 2)]},
             "tender/value/amount"),
            ({"contractPeriod": {"startDate": "2027-01-02T00:00:00Z",
                                 "endDate": "2027-01-01T00:00:00Z"}},
             "tender/contractPeriod/endDate"),
        ],
    )  # fmt: skip
    def test_is_repaired_and_named(self, imported, release, tender, field):
        base = {"title": "Home care", "status": "active"}

        report = imported(release(tender=base | tender))

        assert report.refused == []
        assert field in [item.repair.path for item in report.repaired]
        assert ImportIssue.objects.filter(kind="repaired", path=field).exists()

    def test_that_is_said_of_all_lots_is_no_finding(self, imported, release):
        lots = [{"id": str(number), "value": {"amount": 4, "currency": "GBP"}} for number in (1, 2)]
        whole = {"amount": 8, "currency": "GBP"}
        tender = {"title": "T", "status": "active", "lots": lots, "value": whole}

        report = imported(release(tender={**tender, "items": [{"id": "1"}]}))

        assert report.repaired == []

    def test_of_half_a_character_or_nul_is_cleaned(self, imported, release):
        text = _text(release(), description=r'"Half \ud800 and \u0000 nothing"')

        report = imported(text)

        assert Tender.objects.get().description == "Half � and  nothing"
        assert report.repaired[0].repair.path == "tender/description"

    def test_of_a_contact_person_is_never_in_the_report(self, imported, release):
        party = {"name": "Example Council", "roles": ["buyer"]}
        text = json.dumps(release(parties=[party | {"contactPoint": {"name": "Ada HALF"}}]))

        report = imported(text.replace("HALF", r"\ud800"))

        assert report.repaired[0].repair.path == "parties/0/contactPoint/name"
        assert "Ada" not in str(report.as_json())

    @pytest.mark.parametrize("number", ["9999999", "2147483647", "1e12", "1e9999", "Infinity"])
    def test_that_means_no_limit_of_lots_is_told_as_that(self, imported, release, number):
        raw = f'{{"maximumLotsBidPerSupplier": {number}}}'

        report = imported(_text(release(), lotDetails=raw))

        assert "there is no limit" in report.repaired[0].repair.action
        assert Tender.objects.get().maximum_lots_bid is None

    def test_of_a_lot_in_another_currency_is_kept_and_named(self, imported, release):
        lot = {"id": "1", "value": {"amount": 9, "currency": "AED"}}
        value = {"amount": 9, "currency": "GBP"}

        report = imported(release(tender={"title": "T", "status": "active", "value": value,
                                          "lots": [lot]}))  # fmt: skip

        assert Tender.objects.get().lots.get().value_currency == "AED"
        assert "tender/lots/0/value/currency" in [item.repair.path for item in report.repaired]

    def test_of_two_equal_lot_ids_is_named(self, imported, release):
        lots = [{"id": "1", "title": "A"}, {"id": "1", "title": "B"}]

        report = imported(release(tender={"title": "T", "status": "active", "lots": lots}))

        assert any("joined" in item.repair.action for item in report.repaired)


class TestBadFile:
    @pytest.mark.parametrize(
        ("content", "word"),
        [
            (b"", "empty"),
            (b"<!DOCTYPE html><html><script>{}</script></html>", "web page"),
            (b" \n", "nothing"),
            (b"\x1f\x8b\x08" + b"\0" * 30, "compressed"),
            (b"ocid,title\n", "not OCDS"),
            ("\ufeff{}".encode("utf-16-le"), "UTF-16"),
        ],
    )
    def test_is_refused_as_a_whole(self, imported, release, content, word):
        report = imported(content, release())

        assert [(item.place.file, item.place.row) for item in report.refused] == [("file1.json", 0)]
        assert word in report.refused[0].reason
        assert Tender.objects.count() == 1

    def test_with_a_mark_at_its_start_is_read(self, imported, release):
        report = imported(b"\xef\xbb\xbf" + json.dumps(release()).encode())

        assert len(report.accepted) == 1

    def test_that_is_not_utf_8_loses_only_the_release_concerned(self, imported, release):
        wrong = json.dumps(release(ocid="ocds-example-wrong")).encode()
        content = b'{"releases": [' + wrong.replace(b"Home", b"H\xf6me") + b", "
        content += json.dumps(release()).encode() + b"]}"

        report = imported(content)

        assert "UTF-8" in report.refused[0].reason
        assert [tender.ocid for tender in Tender.objects.all()] == ["ocds-example-1"]

    def test_that_ends_too_soon_gives_what_is_whole_and_says_what_is_not(self, imported, release):
        whole = json.dumps({"releases": [release(), release(ocid="ocds-example-2")]})

        report = imported(whole[:-30])

        assert [tender.ocid for tender in Tender.objects.all()] == ["ocds-example-1"]
        assert [item.place.row for item in report.refused] == [2, 0]

    @pytest.mark.parametrize("content", NONSENSE)
    def test_of_nonsense_is_survived(self, imported, release, content):
        report = imported(content, release())

        assert [item.place.file for item in report.accepted] == ["file2.json"]


class TestAnyJson:
    @settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=st.data())
    def test_in_any_field_is_accepted_or_refused_but_never_a_crash(self, tmp_path, data):
        anything = st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
            ),
            max_leaves=20,
        )
        made = data.draw(st.dictionaries(st.sampled_from(KEYS), anything, max_size=8))
        made |= {"ocid": "ocds-example-any", "date": "2026-11-01T09:00:00Z"}
        path = tmp_path / "any.json"
        path.write_text(json.dumps({"releases": [made]}), encoding="utf-8")

        report = import_releases([path], at=AT)

        assert len(report.accepted) + len(report.refused) == 1


KEYS = (
    "tender", "title", "description", "status", "id", "tag", "buyer", "name", "parties", "roles",
    "lots", "items", "relatedLot", "classification", "additionalClassifications", "scheme",
    "deliveryAddresses", "deliveryLocation", "region", "postalCode", "value", "amount", "currency",
    "tenderPeriod", "contractPeriod", "startDate", "endDate", "durationInDays", "suitability",
    "sme", "lotDetails", "maximumLotsBidPerSupplier", "awards", "contracts", "documents", "url",
    "documentType", "planning", "milestones", "type", "dueDate", "legalBasis", "specialRegime",
)  # fmt: skip
