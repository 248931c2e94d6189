"""What else a notice says about bidding."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.tenders.ocds.findings import Findings
from portal.tenders.ocds.lots import lots
from portal.tenders.ocds.terms import selection_criteria, terms
from portal.tenders.ocds.values import Node

POUNDS = {"amount": 100, "currency": "GBP"}
WEIGHTS = {
    "criteria": [
        {"type": "quality", "name": "Care", "description": "70"},
        {"type": "price", "numbers": [{"number": 30, "weight": "percentageExact"}]},
    ]
}


@pytest.fixture
def read():
    def made(**tender):
        return Node({"tender": tender}, "", Findings())

    return made


class TestTerms:
    def test_hold_the_sums_beside_the_value(self, read):
        found = terms(
            read(value=POUNDS | {"amountGross": 120.5}, minValue=POUNDS | {"amount": "80"})
        )

        assert found.value_gross_amount == Decimal("120.50")
        assert found.minimum_value_amount == Decimal("80.00")

    @pytest.mark.parametrize("value", [None, POUNDS | {"currency": "EUR"}])
    def test_leave_out_a_sum_whose_currency_would_be_lost(self, read, value):
        release = read(value=value, minValue=POUNDS)

        assert terms(release).minimum_value_amount is None
        assert [item.path for item in release.findings.repairs] == ["tender/minValue/currency"]

    def test_hold_the_day_for_questions_the_kind_of_notice_and_the_place(self, read):
        found = terms(
            read(
                enquiryPeriod={"endDate": "2026-12-01T12:00:00Z"},
                documents=[{"noticeType": "UK4"}, {"title": "Map"}],
                aboveThreshold=False,
                otherRequirements={
                    "reservedParticipationLocation": {"gazetteer": {"identifiers": ["UKD37"]}}
                },
            )
        )

        assert found.enquiry_end_at == datetime(2026, 12, 1, 12, tzinfo=UTC)
        assert (found.notice_type, found.is_above_threshold) == ("UK4", False)
        assert found.reserved_location == "UKD37"

    def test_are_silent_where_the_notice_is(self, read):
        found = terms(read())

        assert set(vars(found).values()) == {None, ""}


class TestLotTerms:
    def test_are_the_lots_own_or_else_the_tenders(self, read):
        (own, shared) = lots(
            read(
                lots=[
                    {"id": "1", "awardCriteria": {"criteria": [{"type": "cost"}]}},
                    {"id": "2", "contractPeriod": {"maxExtentDate": "2031-03-31T23:59:59+01:00"}},
                ],
                awardCriteria=WEIGHTS,
            )
        )

        assert own.award_criteria == (("Cost", ""),)
        assert shared.award_criteria == (("Care", "70"), ("Price", "30"))
        assert shared.contract_latest_end_date == date(2031, 3, 31)


RESERVED = {
    "reservedParticipation": ["shelteredWorkshop", "shelteredWorkshop"],
    "reservedParticipationLocation": {"description": "Kent"},
}


class TestReservationOfLots:
    def test_is_the_lots_own_else_the_tenders(self, read):
        own = {"otherRequirements": {"reservedParticipation": ["smeVcse"]}}
        stated = [{"id": "1"} | own, {"id": "2"}, {"id": "3", "otherRequirements": {}}]

        found = lots(read(lots=stated, otherRequirements=RESERVED))

        assert [(lot.reserved_for, lot.reserved_location) for lot in found] == [
            (("smeVcse",), "Kent"),
            (("shelteredWorkshop",), "Kent"),
            (("shelteredWorkshop",), "Kent"),
        ]

    def test_on_one_lot_alone_says_nothing_of_the_others(self, read):
        release = read(lots=[{"id": "1", "otherRequirements": RESERVED}, {"id": "2"}])

        assert [lot.reserved_for for lot in lots(release)] == [("shelteredWorkshop",), ()]
        assert terms(release).reserved_location == ""

    def test_holds_for_the_one_lot_of_a_tender_without_lots(self, read):
        (found,) = lots(read(otherRequirements=RESERVED))

        assert (found.reserved_for, found.reserved_location) == (("shelteredWorkshop",), "Kent")


class TestSelectionCriteria:
    def test_are_those_of_the_tender_and_its_lots_each_once(self, read):
        def asked(*criteria):
            return {"selectionCriteria": {"criteria": list(criteria)}}

        money = {"type": "economic", "description": "Accounts.", "minimum": "Turnover of £1m."}
        skill = {"type": "technical", "description": "Two examples."}
        release = read(**asked(money), lots=[asked(skill), asked(skill), {"id": "3"}])

        found = selection_criteria(release.child("tender"))

        assert found == "Accounts.\nTurnover of £1m.\nTwo examples."

    def test_of_none_lets_all_bid_for_the_lot(self, read):
        own = {"otherRequirements": {"reservedParticipation": ["none"]}}
        release = read(lots=[{"id": "1"} | own, {"id": "2"}], otherRequirements=RESERVED)

        assert [lot.reserved_for for lot in lots(release)] == [(), ("shelteredWorkshop",)]
