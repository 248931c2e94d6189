"""What a notice's words say of its deadline, beside what its field says."""

from datetime import UTC, date, datetime

import pytest

from portal.tenders.deadlines import earlier_end, other_days
from portal.tenders.enums import NoticeSource

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


class TestEarlierEnd:
    SUMMER, WINTER = datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 12, 1, 12, tzinfo=UTC)

    @pytest.mark.parametrize(
        "source", [NoticeSource.PUBLIC_CONTRACTS_SCOTLAND, NoticeSource.SELL2WALES]
    )
    def test_is_the_same_clock_in_uk_time(self, source):
        assert earlier_end(source, end_at=self.SUMMER) == datetime(2026, 7, 1, 11, tzinfo=UTC)

    def test_is_none_where_both_clocks_agree_or_the_source_writes_its_zone(self):
        assert earlier_end(NoticeSource.SELL2WALES, end_at=self.WINTER) is None
        assert earlier_end(NoticeSource.FIND_A_TENDER, end_at=self.SUMMER) is None
        assert earlier_end(NoticeSource.SELL2WALES, end_at=None) is None
