"""What a notice's words say of its deadline, beside what its field says."""

from datetime import UTC, date, datetime

import pytest

from portal.tenders.deadlines import other_days

END_AT = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)


class TestOtherDays:
    @pytest.mark.parametrize(
        "text",
        [
            "The closing date is 2 November 2026.",
            "Bids must be received by noon on 1 May. The deadline is 2nd Nov",
            "Deadline: 12.00 on Monday 2 november",
        ],
    )
    def test_are_found_in_sentences_about_a_deadline(self, text):
        assert date(2026, 11, 2) in other_days(text, end_at=END_AT)

    @pytest.mark.parametrize(
        "text",
        [
            "The deadline is 5 November 2026.",
            "The contract starts on 2 November 2026. There is a deadline.",
            "The deadline is 31 November 2026.",
            "The deadline is 0 May.",
            "The deadline is the same for 2 separate lots and 5 marketing plans.",
            "",
        ],
    )
    def test_are_none_where_words_and_field_agree_or_no_day_is_meant(self, text):
        assert other_days(text, end_at=END_AT) == []

    def test_are_compared_with_the_day_in_the_uk(self):
        just_after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

        assert other_days("The deadline is 2 July 2026.", end_at=just_after_midnight) == []

    def test_need_a_field_to_differ_from(self):
        assert other_days("The deadline is 2 July 2026.", end_at=None) == []
