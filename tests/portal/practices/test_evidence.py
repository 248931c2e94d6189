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

    @pytest.mark.parametrize("basis", [EvidenceBasis.MEASURED, EvidenceBasis.REPORTED], ids=str)
    def test_names_who_says_so(self, basis):
        assert evidence_sentence(basis=basis, organisation="HMR Circle").startswith("HMR Circle ")

    @pytest.mark.parametrize("basis", [EvidenceBasis.MEASURED, EvidenceBasis.REPORTED], ids=str)
    def test_speaks_of_the_organisation_where_none_is_named(self, basis):
        assert evidence_sentence(basis=basis, organisation="").startswith("The organisation ")

    def test_does_not_say_that_nobody_measured_what_its_source_gives_figures_for(self):
        # P22 is reported, and its source has three figures.
        sentence = evidence_sentence(basis=EvidenceBasis.REPORTED, organisation="PossAbilities")

        assert "nobody" not in sentence

    def test_differs_for_each_basis(self):
        sentences = {evidence_sentence(basis=basis, organisation="X") for basis in EvidenceBasis}

        assert len(sentences) == len(EvidenceBasis)
