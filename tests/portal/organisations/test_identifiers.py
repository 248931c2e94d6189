"""Numbers of public registers, read as people type them."""

import pytest

from portal.organisations.identifiers import (
    IdentifierScheme,
    NotAnIdentifierError,
    page_of,
    standard_form,
)

COMPANY = IdentifierScheme.COMPANIES_HOUSE
CHARITY = IdentifierScheme.CHARITY_COMMISSION
SCOTTISH = IdentifierScheme.OSCR
PPON = IdentifierScheme.PPON


class TestStandardForm:
    @pytest.mark.parametrize(
        ("scheme", "typed", "number"),
        [
            (COMPANY, "01234567", "01234567"),
            (COMPANY, " 1234567 ", "01234567"),
            (COMPANY, "GB-COH-01234567", "01234567"),
            (COMPANY, "oc 317661", "OC317661"),
            (COMPANY, "SC1234", "SC001234"),
            (COMPANY, "IP29961R", "IP29961R"),
            (COMPANY, "R0000013", "R0000013"),
            (CHARITY, "1234567", "1234567"),
            (CHARITY, "234 567", "234567"),
            (CHARITY, "1234567-0", "1234567"),
            (CHARITY, "1234567–02", "1234567-2"),
            (SCOTTISH, "sc 012345", "SC012345"),
            (SCOTTISH, "12345", "SC012345"),
            (PPON, "PJJX-1133-JRGV", "PJJX-1133-JRGV"),
            (PPON, "pjjx1133jrgv", "PJJX-1133-JRGV"),
            (COMPANY, "０１２３４５６７", "01234567"),
        ],
    )
    def test_is_as_the_register_writes_it(self, scheme, typed, number):
        assert standard_form(scheme, typed) == number
        assert standard_form(scheme, number) == number

    @pytest.mark.parametrize(
        ("scheme", "typed"),
        [
            (COMPANY, ""),
            (COMPANY, "12345"),
            (COMPANY, "123456789"),
            (COMPANY, "QQ123456"),
            (COMPANY, "0123456X"),
            (COMPANY, "١٢٣٤٥٦٧٨"),
            (COMPANY, "00000000"),
            (CHARITY, "12345"),
            (CHARITY, "SC012345"),
            (CHARITY, "1234567-"),
            (SCOTTISH, "SC1234567"),
            (SCOTTISH, "SC000000"),
            (PPON, "PJJX-113-JRGV"),
            (PPON, "1234567"),
        ],
    )
    def test_is_there_for_nothing_else(self, scheme, typed):
        with pytest.raises(NotAnIdentifierError, match=r"^Enter "):
            standard_form(scheme, typed)

    def test_lets_examples_alone_have_nothing_but_zeros(self):
        assert standard_form(COMPANY, "RS 000000", is_example=True) == "RS000000"


class TestPageOf:
    @pytest.mark.parametrize(
        ("scheme", "number", "end"),
        [
            (COMPANY, "OC317661", "/company/OC317661"),
            (CHARITY, "1234567", "?regid=1234567&subid=0"),
            (CHARITY, "1234567-2", "?regid=1234567&subid=2"),
            (SCOTTISH, "SC012345", "?number=SC012345"),
        ],
    )
    def test_is_that_of_the_number(self, scheme, number, end):
        address = page_of(scheme, number)

        assert address.startswith("https://")
        assert address.endswith(end)

    @pytest.mark.parametrize(
        ("scheme", "number"), [(PPON, "PJJX-1133-JRGV"), (COMPANY, "00000000")]
    )
    def test_is_empty_where_the_register_shows_none(self, scheme, number):
        assert page_of(scheme, number) == ""
