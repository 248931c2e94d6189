"""The sentence of evidence claims no more than was declared."""

from itertools import product

import pytest

from portal.practices.enums import (
    Comparison,
    Effect,
    EvidenceBasis,
    EvidenceLevel,
    MeasuredBy,
    Method,
)
from portal.practices.evidence_words import evidence_sentence

GROUNDS = {
    "effect": "better",
    "measured_by": "organisation",
    "method": "survey",
    "comparison": "before-and-after",
    "replication": "not-stated",
    "as_of": "2019-10",
}
WITH_GROUNDS = [
    EvidenceLevel.MEASURED,
    EvidenceLevel.COMPARED,
    EvidenceLevel.CONFIRMED,
    EvidenceLevel.REPEATABLE,
]


def sentence(level, basis=EvidenceBasis.NOT_STATED, organisation="HMR Circle", **grounds):
    return evidence_sentence(level=level, basis=basis, grounds=grounds, organisation=organisation)


class TestEvidenceSentence:
    @pytest.mark.parametrize("basis", EvidenceBasis, ids=str)
    @pytest.mark.parametrize("level", EvidenceLevel, ids=str)
    def test_is_whole_for_every_level_and_basis(self, level, basis):
        words = sentence(level, basis, **(GROUNDS if level in WITH_GROUNDS else {}))

        assert words.endswith(".")
        assert "%" not in words
        assert "  " not in words

    @pytest.mark.parametrize("effect", [Effect.NONE, Effect.WORSE])
    def test_is_whole_for_everything_that_can_be_declared(self, effect):
        for measured_by, method, comparison in product(MeasuredBy, Method, Comparison):
            if MeasuredBy.NOT_STATED is measured_by or method is Method.NOT_STATED:
                continue
            declared = {"measured_by": measured_by, "method": method, "comparison": comparison}
            words = sentence(EvidenceLevel.NO_EFFECT, **{**GROUNDS, **declared, "effect": effect})
            assert words.endswith("That is worth knowing.")

    def test_says_who_how_and_when(self):
        assert sentence(EvidenceLevel.MEASURED, **GROUNDS) == (
            "HMR Circle measured a change for the better through a survey or questionnaire, as of "
            "October 2019, comparing before and after. It does not show what caused the change."
        )

    @pytest.mark.parametrize(
        ("measured_by", "who"),
        [
            ("organisation", "The organisation "),
            ("regulator", "The regulator "),
            ("independent", "An independent body "),
        ],
    )
    def test_names_who_measured_without_inventing_a_name(self, measured_by, who):
        words = sentence(
            EvidenceLevel.MEASURED, organisation="", **{**GROUNDS, "measured_by": measured_by}
        )

        assert words.startswith(who)

    def test_puts_no_report_into_the_mouth_of_an_organisation(self):
        # P83 is reported by others, and P22 has figures that nobody else checked.
        words = sentence(EvidenceLevel.DESCRIBED, EvidenceBasis.REPORTED)

        assert "HMR Circle" not in words
        assert words.endswith("Results are reported. No way of measuring is named.")

    @pytest.mark.parametrize(
        ("level", "basis"),
        product(
            (EvidenceLevel.STOPPED, EvidenceLevel.NO_EFFECT),
            (EvidenceBasis.NEGATIVE, EvidenceBasis.REPORTED),
        ),
    )
    def test_honours_what_did_not_last_or_work(self, level, basis):
        assert "worth knowing" in sentence(level, basis)

    def test_differs_for_each_level(self):
        sentences = {
            sentence(level, **(GROUNDS if level in WITH_GROUNDS else {})) for level in EvidenceLevel
        }

        assert len(sentences) == len(EvidenceLevel)
