"""Sentences of notices that ask for something, found by plain rules and quoted exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.consortia.requirement_kinds import MOST_OF, RequirementKind
from portal.consortia.requirements.extraction import LONGEST_SENTENCE, findings


def read(text):
    return [
        (str(item.kind), item.amount or item.rating or None, item.turnover_test)
        for item in findings(text)
    ]


PIECES = st.sampled_from(
    [
        "£", "1,000", "5m", "turnover", " insurance ", "CQC", "registered", "rated", "Good",
        "hours a week", " 20 ", "each member", ". ", "\n", "•", "3 years' experience", "٣", "²",
        "rn", "£1.5 million", ";", "\x00", "\ud7ff", "999999999999",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


class TestFindings:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("About 1,250 hours of home care per week.", [("hours_per_week", 1250, "")]),
            ("We buy 300 care hours a week.", [("hours_per_week", 300, "")]),
            ("Some 90 weekly hours are needed.", [("hours_per_week", 90, "")]),
            (
                "A minimum annual turnover of £1.25 million is needed.",
                [("turnover_min", 1_250_000, "unknown")],
            ),
            (
                "Each consortium member must turn over, so a turnover of £100k.",
                [("turnover_min", 100_000, "each")],
            ),
            ("The lead must have a turnover of £2m.", [("turnover_min", 2_000_000, "lead")]),
            (
                "A combined turnover of GBP 500,000 is enough.",
                [("turnover_min", 500_000, "aggregate")],
            ),
            (
                "Employers' liability of £10m and public liability of £5,000,000.",
                [("insurance", 10_000_000, ""), ("insurance", 5_000_000, "")],
            ),
            (
                "A turnover of £1.5m is required, and insurance of £5m.",
                [("turnover_min", 1_500_000, "unknown"), ("insurance", 5_000_000, "")],
            ),
            (
                "Employer's Liability = 10 000 000 GBP, Professional Indemnity = 1.5 Million GBP.",
                [("insurance", 10_000_000, ""), ("insurance", 1_500_000, "")],
            ),
            ("Providers must be registered with the CQC.", [("registration", None, "")]),
            (
                "A Care Quality Commission rating of Good or Outstanding.",
                [("rating_min", "good", "")],
            ),
            ("Rated Outstanding by the CQC.", [("rating_min", "outstanding", "")]),
            (
                "Applicants require to have a minimum of 2 years experience, within the last 3 "
                "years of providing social care services.",
                [("experience", 2, "")],
            ),
            ("At least three years of relevant experience.", [("experience", 3, "")]),
        ],
    )
    def test_read_what_notices_ask_for(self, text, expected):
        assert read(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "The contract is worth £2m.",
            "Open 24 hours a day.",
            "An integrated board in Harrow rated the idea as good.",
            "The CQC published a report.",
            "0 hours a week, a turnover of £0, 0 years experience",
            "999999999 hours a week",
            "a turnover of £999,999,999,999,999 million",
        ],
    )
    def test_leave_other_sentences_alone(self, text):
        assert read(text) == []

    def test_quote_their_own_sentence(self):
        text = "Hello. Insurance of £5m is needed. Bye."

        [found] = findings(text)

        assert text[found.start : found.end] == "Insurance of £5m is needed."

    def test_cut_a_sentence_that_never_ends_around_what_was_found(self):
        text = "word " * 400 + "insurance of £5m " + "word " * 400

        [found] = findings(text)

        assert found.end - found.start <= LONGEST_SENTENCE
        assert "£5m" in text[found.start : found.end]

    @given(TEXTS)
    def test_lie_inside_any_text(self, text):
        for found in findings(text):
            quote = text[found.start : found.end]
            assert 0 <= found.start < found.end <= len(text)
            assert quote == quote.strip() or found.end - found.start == LONGEST_SENTENCE
            assert found.amount is None or 1 <= found.amount <= MOST_OF[found.kind]
            assert found.kind in RequirementKind
