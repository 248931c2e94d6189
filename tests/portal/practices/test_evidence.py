"""The sentence of evidence claims no more than was declared."""

import pytest

from portal.practices.enums import EvidenceBasis
from portal.practices.evidence import evidence_sentence


class TestEvidenceSentence:
    @pytest.mark.parametrize("basis", EvidenceBasis, ids=str)
    def test_is_there_for_every_basis(self, basis):
        sentence = evidence_sentence(basis=basis, organisation="HMR Circle")

        assert sentence.endswith(".")
        assert "%" not in sentence

    def test_names_who_measured(self):
        sentence = evidence_sentence(basis=EvidenceBasis.MEASURED, organisation="HMR Circle")

        assert sentence.startswith("HMR Circle ")

    def test_speaks_of_the_organisation_where_none_is_named(self):
        sentence = evidence_sentence(basis=EvidenceBasis.MEASURED, organisation="")

        assert sentence.startswith("The organisation ")

    def test_puts_no_report_into_the_mouth_of_an_organisation(self):
        # P83 is reported by others, and P22 has figures that nobody else checked.
        sentence = evidence_sentence(basis=EvidenceBasis.REPORTED, organisation="Wellbeing Teams")

        assert "Wellbeing Teams" not in sentence
        assert "nobody" not in sentence

    def test_differs_for_each_basis(self):
        sentences = {evidence_sentence(basis=basis, organisation="X") for basis in EvidenceBasis}

        assert len(sentences) == len(EvidenceBasis)
