"""Credit lines name document, section and part in words."""

import pytest

from portal.practices.enums import SourceDocument
from portal.practices.models import PracticeSource
from portal.practices.sources import credit_line

PAPER = "Westall and Hughes, webinar paper, October 2019"


class TestCreditLine:
    @pytest.mark.parametrize(
        ("section", "part", "words"),
        [
            ("CS1", "Impacts", f"{PAPER}, case study 1 (PossAbilities), “Impacts”"),
            ("CS4", "whole case", f"{PAPER}, case study 4 (HMR Circle), the whole case"),
            ("CS2", "innovation", f"{PAPER}, case study 2 (Be Caring), “Innovation”"),
            ("ISC", "PSM", f"{PAPER}, “Innovation in social care”, public service mutuals"),
            ("", "", PAPER),
        ],
    )
    def test_has_no_code_in_it(self, section, part, words):
        source = PracticeSource(document=SourceDocument.WEBINAR_PAPER, section=section, part=part)

        assert credit_line(source) == words

    def test_names_the_policy_brief(self):
        source = PracticeSource(document=SourceDocument.POLICY_BRIEF, section="Key points")

        assert credit_line(source) == "Hughes, policy brief, 2019-20, Key points"
