"""Dates known only to the year or month are read, refused and put into words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.common.partial_dates import (
    first_day,
    from_words,
    in_words,
    validate_partial_date,
)

NOT_DATES = [
    "",
    "19",
    "2019-1",
    "2019-13",
    "2019-02-30",
    "2019-10-04 ",
    "10/2019",
    "0000",
    "٢٠١٩",
    "2019-10-04T00:00",
]


class TestFirstDay:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2019", date(2019, 1, 1)),
            ("2019-10", date(2019, 10, 1)),
            ("2019-10-04", date(2019, 10, 4)),
            ("2020-02-29", date(2020, 2, 29)),
        ],
    )
    def test_is_where_the_period_begins(self, text, day):
        assert first_day(text) == day

    def test_refuses_what_is_no_date(self):
        with pytest.raises(ValueError, match="autumn 2019"):
            first_day("autumn 2019")


class TestFromWords:
    @pytest.mark.parametrize(
        ("text", "partial"),
        [
            ("2025", "2025"),
            (" 2025-03 ", "2025-03"),
            ("March 2025", "2025-03"),
            ("sept. 2025", "sept. 2025"),
            ("Sep. 2025", "2025-09"),
            ("14th  march, 2025", "2025-03-14"),
            ("1 May 2025", "2025-05-01"),
            ("14/3/2025", "2025-03-14"),
            ("3/2025", "2025-03"),
            ("last spring", "last spring"),
            ("autumn 2019", "autumn 2019"),
        ],
    )
    def test_reads_a_date_as_people_write_it_and_leaves_the_rest(self, text, partial):
        assert from_words(text) == partial

    @pytest.mark.parametrize("partial", ["2019", "2019-10", "2019-10-04"])
    def test_reads_what_in_words_writes(self, partial):
        assert from_words(in_words(partial)) == partial


class TestValidatePartialDate:
    @pytest.mark.parametrize("text", NOT_DATES)
    def test_refuses_what_is_no_date(self, text):
        with pytest.raises(ValidationError):
            validate_partial_date(text)

    def test_says_how_to_write_a_date(self):
        with pytest.raises(ValidationError) as refusal:
            validate_partial_date("autumn 2019")

        assert refusal.value.messages == [
            "“autumn 2019” is not a date. Write a year, month or day: 2019, 2019-10 or 2019-10-04."
        ]

    @pytest.mark.parametrize("text", ["1899", "1800-05", "0001-01-01"])
    def test_refuses_what_is_before_1900(self, text):
        with pytest.raises(ValidationError) as refusal:
            validate_partial_date(text)

        assert refusal.value.messages == [f"“{text}” is before 1900. Enter a date after 1900."]

    def test_accepts_a_month(self):
        validate_partial_date("2019-10")


class TestInWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", ""),
            ("2019", "2019"),
            ("2019-10", "October 2019"),
            ("2019-10-04", "4 October 2019"),
            # Stored before such dates were refused.
            ("1850", "1850"),
        ],
    )
    def test_says_no_more_than_is_known(self, text, words):
        assert in_words(text) == words
