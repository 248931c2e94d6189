"""What the database refuses to hold about a tender."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from portal.tenders.models import Release
from tests.factories.tenders import (
    LotClassificationFactory,
    LotFactory,
    ReleaseFactory,
    TenderFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class TestTender:
    @pytest.mark.parametrize(
        ("words", "suits"),
        [
            ("The buyer considers that this contract is suitable for consortia.", True),
            ("It is not suitable for consortia.", False),
            ("It is suitable for small firms.", None),
        ],
    )
    def test_suits_consortia_only_where_its_words_say_so(self, words, suits):
        assert TenderFactory.build(further_information=words).suits_consortia is suits

    def test_has_an_ocid_of_its_own(self):
        tender = TenderFactory()

        with pytest.raises(IntegrityError):
            TenderFactory(ocid=tender.ocid)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ocid": ""},
            {"status": "maybe"},
            {"stage": "soon"},
            {"value_amount": 5, "value_currency": ""},
            {"value_amount": -5, "value_currency": "GBP"},
        ],
    )
    def test_refuses(self, wrong):
        with pytest.raises(IntegrityError):
            TenderFactory(**wrong)

    def test_is_open_until_the_deadline_and_not_at_it(self):
        tender = TenderFactory.build(tender_period_end_at=NOON)

        assert tender.is_open_at(NOON.replace(hour=11))
        assert not tender.is_open_at(NOON)


class TestLot:
    def test_stands_in_for_the_tender_once_only(self):
        lot = LotFactory(is_implicit=True)

        with pytest.raises(IntegrityError):
            LotFactory(tender=lot.tender, is_implicit=True)

    def test_has_a_number_of_its_own_in_the_tender(self):
        lot = LotFactory()

        with pytest.raises(IntegrityError):
            LotFactory(tender=lot.tender, lot_id=lot.lot_id)

    def test_does_not_end_before_it_starts(self):
        with pytest.raises(IntegrityError):
            LotFactory(contract_start_date=date(2027, 4, 1), contract_end_date=date(2027, 3, 31))


class TestLotClassification:
    @pytest.mark.parametrize("code", ["85", "85000000-9", "8531200X", ""])
    def test_refuses_a_cpv_code_that_is_not_eight_digits(self, code):
        with pytest.raises(IntegrityError):
            LotClassificationFactory(scheme="CPV", code=code)


class TestRelease:
    def test_is_never_changed(self):
        release = ReleaseFactory()

        release.raw = "{}"
        with pytest.raises(TypeError, match="never changed"):
            release.save()

    def test_is_never_changed_by_a_query_either(self):
        release = ReleaseFactory()

        with pytest.raises(IntegrityError, match="append-only"):
            Release.objects.filter(pk=release.pk).update(raw="{}")

    def test_stands_once_for_its_content(self):
        release = ReleaseFactory()

        with pytest.raises(IntegrityError):
            ReleaseFactory(tender=release.tender, sha256=release.sha256)
