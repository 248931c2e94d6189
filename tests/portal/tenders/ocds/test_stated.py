"""What one release states by itself, as plain values."""

import json

import pytest

from portal.tenders.ocds.documents import OcdsFile, ReadRelease
from portal.tenders.ocds.stated import stated_facts

ITEM = {
    "classification": {"scheme": "CPV", "id": "85312000"},
    "deliveryAddresses": [{"region": "UKD3"}, {"postalCode": "BL9 0SW"}],
}

MONEY = {"amount": 250, "currency": "GBP"}


@pytest.fixture
def facts(tmp_path, release):
    def read(**changes):
        path = tmp_path / "one.json"
        path.write_text(json.dumps(release(**changes)), encoding="utf-8")
        (found,) = OcdsFile(path)
        assert isinstance(found, ReadRelease)
        return stated_facts(found)

    return read


class TestStatedFacts:
    def test_of_codes_and_places_name_each_once_and_postcodes_apart(self, facts):
        found = facts(tender={"title": "Home care", "items": [ITEM, ITEM]})

        assert found["cpv"] == ["85312000"]
        assert found["regions"] == ["UKD3"]
        assert found["postcodes"] == ["BL9 0SW"]

    def test_of_a_lot_without_items_leave_its_codes_and_places_empty(self, facts):
        lots = [{"id": "1", "title": "Bury"}, {"id": "2", "title": "Oldham"}]

        found = facts(
            tender={"title": "Home care", "lots": lots, "items": [ITEM | {"relatedLot": "1"}]}
        )

        assert [(lot["id"], lot["cpv"]) for lot in found["lots"]] == [
            ("1", ["85312000"]),
            ("2", []),
        ]

    def test_keep_money_to_the_penny_and_silence_as_null(self, facts):
        found = facts(tender={"title": "T", "value": {"amount": 0.1, "currency": "GBP"}})

        assert found["value"] == {"amount": "0.10", "currency": "GBP"}
        assert found["suitability"] == {"sme": None, "vcse": None}
        assert (found["deadline"], found["maximum_lots_bid"]) == (None, None)

    def test_name_joint_buyers_and_all_suppliers_but_no_contact_person(self, facts):
        contact = {"contactPoint": {"name": "Ada Person"}}
        parties = [
            {"name": "Example Council", "roles": ["buyer"]} | contact,
            {"name": "Second Council", "roles": ["buyer"]},
            {"name": "A Court", "roles": ["reviewBody"]},
        ]
        awards = [{"id": "1", "suppliers": [{"name": "One CIC"}, {"name": "Two CIC"}]}]

        found = facts(parties=parties, awards=awards)

        assert found["buyers"] == ["Example Council", "Second Council"]
        assert found["suppliers"] == ["One CIC", "Two CIC"]
        assert "Ada" not in json.dumps(found)

    def test_of_an_award_by_itself_come_from_the_award_and_its_contract(self, facts):
        item = ITEM | {"relatedLot": "1"}
        contract = {"awardID": "1", "title": "Example day centre", "value": MONEY}

        found = facts(
            tag=["contract"],
            tender={"id": "t"},
            awards=[{"id": "1", "items": [item], "relatedLots": ["1"]}],
            contracts=[contract],
        )

        assert (found["title"], found["status"]) == ("Example day centre", "complete")
        assert (found["cpv"], found["regions"]) == (["85312000"], ["UKD3"])
        assert found["award_values"] == [{"amount": "250.00", "currency": "GBP"}]

    def test_tell_the_end_of_talks_beside_the_deadline_for_bids(self, facts):
        milestone = {"id": "1", "type": "engagement", "dueDate": "2026-12-01T23:59:59Z"}

        found = facts(tag=["planning"], planning={"milestones": [milestone]})

        assert found["engagement_deadline"] == "2026-12-01T23:59:59+00:00"
        assert found["deadline"] is None

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("Yes", True),
            ("no", False),
            ("TRUE", True),
            (False, False),
            (1, None),
            ("perhaps", None),
        ],
    )
    def test_take_yes_and_no_in_words_and_guess_nothing_else(self, facts, said, meant):
        found = facts(tender={"title": "T", "suitability": {"sme": said}})

        assert found["suitability"]["sme"] is meant

    def test_name_a_supplier_that_an_award_refers_to_by_its_id(self, facts):
        parties = [{"id": "GB-1", "name": "One CIC", "roles": ["supplier"]}, {"name": "Nobody"}]
        awards = [{"id": "1", "suppliers": [{"id": "GB-1"}, {"id": "GB-2"}, {"name": "Two CIC"}]}]

        assert facts(parties=parties, awards=awards)["suppliers"] == ["One CIC", "Two CIC"]
